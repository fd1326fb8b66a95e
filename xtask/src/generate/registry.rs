//! The crate `bindery-registry`: every provider with its operations and samples, for tools and tests that need them all.

use std::path::PathBuf;

use quote::quote;
use syn::{File, parse_quote};

use crate::generate::{Tree, header, licences, manifest, rust};
use crate::spec::{Sample, Spec};

/// Every file of the crate.
pub fn registry(specs: &[&Spec]) -> Tree {
    let folder = PathBuf::from("crates/registry");
    let readme =
        format!("<!-- {} -->\n\n{}", header("specs/"), include_str!("templates/registry.md"));
    let mut tree = Tree::from([
        (folder.join("Cargo.toml"), manifest::registry(specs).into_bytes()),
        (folder.join("README.md"), readme.into_bytes()),
        (folder.join("src/lib.rs"), rust::print("specs/", &library(specs)).into_bytes()),
    ]);
    tree.extend(licences(&folder));
    tree
}

fn library(specs: &[&Spec]) -> File {
    let entries = specs.iter().map(|spec| {
        let module = module(spec);
        quote!(::#module::erased::ENTRY)
    });
    let types = specs.iter().flat_map(|spec| spec.document.types.iter().map(move |ty| (spec, ty)));
    let schemas = types.map(|(spec, ty)| {
        let (module, provider, name) = (module(spec), &spec.provider, &ty.name);
        let ident = rust::ident(name);
        quote!((#provider, #name, ::schemars::SchemaGenerator::subschema_for::<::#module::types::#ident>))
    });
    let samples =
        specs.iter().flat_map(|spec| spec.samples.iter().map(move |sample| (spec, sample)));
    let samples = samples.map(|(spec, sample)| {
        let (test, provider, name) =
            (rust::ident(&test_name(spec, sample)), &spec.provider, &sample.name);
        quote!($case!(#test, #provider, #name);)
    });
    parse_quote! {
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![doc = include_str!("../README.md")]

        /// Every provider, sorted by name.
        pub static PROVIDERS: &[::bindery_runtime::erased::Entry] = &[#(#entries),*];

        /// Adds a type's JSON schema to those of a generator, and returns a reference to it.
        #[cfg(feature = "schemars")]
        pub type Describe = fn(&mut ::schemars::SchemaGenerator) -> ::schemars::Schema;

        /// Every schema of every spec: the provider, the schema's name, and the JSON schema of its Rust type.
        #[cfg(feature = "schemars")]
        pub static SCHEMAS: &[(&str, &str, Describe)] = &[#(#schemas),*];

        /// Calls `case!(name, "provider", "sample")` for each sample body, so that each can be a test of its own.
        #[macro_export]
        macro_rules! samples {
            ($case:ident) => {
                #(#samples)*
            };
        }
    }
}

fn module(spec: &Spec) -> syn::Ident {
    rust::ident(&format!("bindery_{}", spec.provider))
}

/// `sakari__get_account_404`
fn test_name(spec: &Spec, sample: &Sample) -> String {
    let name = sample.name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    format!("{}__{name}", spec.provider)
}
