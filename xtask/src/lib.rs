//! Bindery's own tasks, as a library: the stages that `cargo xtask` and the page reader put together.

#![allow(
    missing_docs,
    reason = "the library is not published; names, and what OpenAPI says of them, are enough"
)]

pub mod changes;
pub mod disk;
pub mod generate;
pub mod pages;
pub mod regen;
pub mod release;
pub mod report;
pub mod spec;
pub mod tree;
pub mod write;

mod cargo;
