//! Reads documentation pages: bytes in, facts out, with how much of the page was understood.
//!
//! The reader of each layout turns a page into blocks ([`page`]); one extraction turns the blocks into facts ([`extract`]). No
//! reader knows a provider.

pub mod docs;
mod document;
pub mod extract;
pub mod fetch;
mod field;
mod layout;
pub mod lines;
pub mod new;
pub mod page;
mod place;
pub mod provider;
pub mod request;
pub mod sample;
pub mod section;
mod table;
pub mod types;

pub use layout::read;
