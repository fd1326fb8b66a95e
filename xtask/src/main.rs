//! `cargo xtask`: the workspace's own tasks.

mod spec;

fn main() {}
