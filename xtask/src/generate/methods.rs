//! The module `methods`: progenitor's methods, as it prints them, on a client that only the crate sees.

use super::progenitor::Output;
use crate::spec::Spec;

/// The module, or what in progenitor's output is not as it was asked for.
pub fn methods(_spec: &Spec, _output: &Output) -> Result<syn::File, String> {
    todo!("in work")
}
