//! `cargo xtask`: the workspace's own tasks.

mod lint;
mod load;
mod names;
mod spec;
mod yaml;

fn main() {}
