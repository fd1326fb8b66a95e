//! One exchange: attempts until there is a response, the rules for retries, and what can go wrong.

pub(crate) mod fault;
pub(crate) mod hook;
pub(crate) mod pace;
pub(crate) mod retry;
pub(crate) mod send;
