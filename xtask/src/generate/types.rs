//! The module `types`: progenitor's structs in the page's order, with open enums, `extra` and docs.

use super::progenitor::Output;
use crate::spec::Spec;

/// The module, or what in progenitor's output is not as it was asked for.
pub fn types(_spec: &Spec, _output: &Output) -> Result<syn::File, String> {
    todo!("in work")
}
