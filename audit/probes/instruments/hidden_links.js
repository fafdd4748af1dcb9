// Indexes of links (in document order) that cannot be seen at the present width.
() =>
  [...document.querySelectorAll("a[href]")].flatMap((link, index) =>
    link.checkVisibility({ visibilityProperty: true }) ? [] : [index],
  )
