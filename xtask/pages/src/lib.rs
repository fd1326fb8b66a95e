//! Reads documentation pages: bytes in, facts out, with how much of the page was understood.
//!
//! The reader of each layout turns a page into blocks ([`page`]); one extraction turns the blocks into facts ([`extract`]). No
//! reader knows a provider.

mod document;
pub mod extract;
mod field;
pub mod inventory;
mod layout;
pub mod page;
mod place;
pub mod request;
pub mod sample;
mod section;
mod table;
pub mod types;

pub use layout::read;
