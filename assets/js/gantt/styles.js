// The engine's markup carries its inline styles as data (see assets/build.mjs); here they become properties,
// which the content security policy allows. Observers run before the page is painted.
function style(element) {
  element.style.cssText += element.dataset.style;
  delete element.dataset.style;
}

function apply(root) {
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  if (root.dataset.style) style(root);
  root.querySelectorAll("[data-style]").forEach(style);
}

export function keepStyles(canvas) {
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(apply);
  }).observe(canvas, { childList: true, subtree: true });
  return () => apply(canvas);
}
