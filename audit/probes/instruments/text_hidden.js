// Make all text of the page invisible, or visible again. argument: whether to hide it. Nothing moves by it.
(hide) => {
  const sheets = document.adoptedStyleSheets;
  if (!hide) {
    document.adoptedStyleSheets = sheets.filter((sheet) => !sheet.dreiklickHidesText);
    return;
  }
  const sheet = new CSSStyleSheet();
  sheet.dreiklickHidesText = true;
  const none = ["color", "-webkit-text-fill-color", "-webkit-text-stroke-color", "text-decoration-color", "caret-color"];
  const rules = none.map((name) => `${name}: transparent !important`).join("; ");
  sheet.replaceSync(
    `*, ::before, ::after { ${rules}; transition: none !important }
     svg text, svg tspan { fill: transparent !important; stroke: transparent !important }`,
  );
  document.adoptedStyleSheets = [...sheets, sheet];
}
