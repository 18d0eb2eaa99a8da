[
  (block)
  (attributes)
  (comment)
] @fold
