//! Tasks around a release: what it costs, and that what is published works.

pub mod bench;
pub mod features;
pub mod packages;
