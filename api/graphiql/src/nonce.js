// The editors make style elements while they work. The policy of the page lets in those that carry
// the number that this answer was given.
const { nonce } = document.querySelector("script[nonce]");
const create = document.createElement.bind(document);

document.createElement = (name, options) => {
  const element = create(name, options);
  if (name === "style") element.nonce = nonce;
  return element;
};
