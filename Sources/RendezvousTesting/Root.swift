/// Namespace.
enum Root {}
