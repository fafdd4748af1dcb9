// Run AccessLint and keep of its result what findings need. It never asks which rules apply, so a rule without a
// violation is "passed" as far as it is known.
(options) => {
  const { oneLine, describe } = globalThis.dreiklick;
  const result = AccessLint.runAudit(document, options);
  // It takes every object for something that Tab stops at; one without a document of its own is a picture.
  const isReal = ({ ruleId, element }) =>
    !(ruleId.endsWith("/aria-hidden-focus") && element?.localName === "object" && !element.contentDocument);
  return {
    broken: result.skippedRules,
    violations: result.violations.filter(isReal).map((violation) => {
      const element = violation.element ?? document.documentElement;
      return {
        id: violation.ruleId,
        impact: violation.impact,
        message: oneLine(violation.message, 300),
        html: oneLine(violation.html, 300),
        ...describe(element),
      };
    }),
  };
}
