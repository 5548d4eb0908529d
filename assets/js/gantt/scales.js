// Two lines of time above the bars, in the page's language.
const language = document.documentElement.lang || "en";
const write = (options) => {
  const words = new Intl.DateTimeFormat(language, options);
  return (date) => words.format(date);
};
const month = write({ month: "short" });
const monthAndYear = write({ month: "short", year: "numeric" });
const dayOfMonth = (date) => String(date.getDate());

/** The year stands where it changes: at the first month and at each January. */
const named = (date) => (date.getMonth() === 0 ? monthAndYear(date) : month(date));

const SCALES = {
  day: [
    { unit: "month", step: 1, format: monthAndYear },
    { unit: "day", step: 1, format: dayOfMonth },
  ],
  week: [
    { unit: "month", step: 1, format: named },
    { unit: "week", step: 1, format: dayOfMonth },
  ],
  month: [
    { unit: "year", step: 1, format: write({ year: "numeric" }) },
    { unit: "month", step: 1, format: month },
  ],
};

export const scales = (name) => SCALES[name] ?? SCALES.week;
