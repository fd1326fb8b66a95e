//! One exchange: an attempt, the rules for retries, and what is reported about it.

pub(crate) mod report;
pub(crate) mod retry;
pub(crate) mod send;
