// Node 20 has no Promise.withResolvers, which PostGraphile 5 asks for.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((one, other) => ([resolve, reject] = [one, other]));
  return { promise, resolve, reject };
};
