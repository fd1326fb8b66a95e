//! The module `methods`: progenitor's methods, as it prints them, on a client that only the crate sees.

use heck::ToSnakeCase;
use syn::{FnArg, ImplItem, ImplItemFn, Pat, ReturnType, Type, parse_quote};

use super::lower::numbered;
use super::progenitor::Output;
use super::rust;
use crate::spec::{Location, Operation, Parameter, Spec};

/// The module, or what in progenitor's output is not as it was asked for.
pub fn methods(spec: &Spec, output: &Output) -> Result<syn::File, String> {
    for operation in &spec.document.operations {
        check(operation, method_of(output, operation)?)?;
    }
    let implementation = &output.methods;
    let title = rust::docs(&format!(
        "progenitor's methods for {}, as it prints them, on the runtime in the place of reqwest and progenitor-client.",
        rust::markdown(&spec.document.title),
    ));
    let title = title.into_iter().map(rust::inner);
    Ok(parse_quote! {
        #(#title)*

        use ::progenitor_client::{Api, Provider, Transport};
        #[allow(unused_imports, reason = "what progenitor's methods name: each needs a part of it")]
        use ::progenitor_client::{ClientHooks, Error, OperationInfo, ResponseValue, encode_path};

        /// What progenitor's methods are called on.
        #[derive(Clone, Debug)]
        pub(crate) struct Client {
            pub(crate) client: Transport,
            pub(crate) baseurl: ::std::sync::Arc<str>,
        }

        impl Api for Client {
            const PROVIDER: &'static Provider = &crate::PROVIDER;

            fn from_transport(client: Transport) -> Self {
                let baseurl = client.base_url().into();
                Self { client, baseurl }
            }

            fn transport(&self) -> &Transport {
                &self.client
            }
        }

        impl Client {
            /// progenitor sends it with each request; the runtime leaves it out.
            const fn api_version() -> &'static str {
                ""
            }
        }

        #implementation
    })
}

/// What a method of progenitor's takes in one place.
#[derive(Debug, Clone, Copy)]
pub enum Slot<'a> {
    Parameter(&'a Parameter),
    Body,
}

/// What progenitor's method for an operation takes, in its order.
pub fn slots<'a>(output: &Output, operation: &'a Operation) -> Result<Vec<Slot<'a>>, String> {
    let method = method_of(output, operation)?;
    let names = method.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(argument) => match &*argument.pat {
            Pat::Ident(pattern) => Some(pattern.ident.to_string()),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    let mut slots = Vec::new();
    for name in names {
        let parameter = operation.parameters.iter().find(|p| progenitors_name(operation, p) == name);
        match parameter {
            Some(parameter) => slots.push(Slot::Parameter(parameter)),
            None if name == "body" => slots.push(Slot::Body),
            None => return Err(format!("progenitor's `{}` has an unknown argument `{name}`", operation.id)),
        }
    }
    Ok(slots)
}

/// The name of a parameter in progenitor's code, by its rule.
fn progenitors_name(operation: &Operation, parameter: &Parameter) -> String {
    if parameter.location == Location::Path {
        let index = operation.path.names().position(|n| n == parameter.name);
        return numbered(index.unwrap_or_default());
    }
    let words = match parameter.name.as_str() {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        name => name.replace('\'', "").replace(|c: char| !(c == '_' || c.is_alphanumeric()), "-"),
    };
    let name = match words.to_snake_case() {
        name if name.is_empty() => "x".to_owned(),
        name if name.starts_with(char::is_alphabetic) => name,
        name => format!("_{name}"),
    };
    match crate::spec::names::is_identifier(&name) {
        true => name,
        false => format!("{name}_"),
    }
}

/// The method that progenitor made for an operation.
fn method_of<'a>(output: &'a Output, operation: &Operation) -> Result<&'a ImplItemFn, String> {
    let methods = output.methods.items.iter().filter_map(|item| match item {
        ImplItem::Fn(method) => Some(method),
        _ => None,
    });
    let mut found = methods.filter(|m| m.sig.ident == operation.id);
    found.next().ok_or_else(|| format!("progenitor's output has no method `{}`", operation.id))
}

/// Fails where progenitor's method does not take or give what the model says.
fn check(operation: &Operation, method: &ImplItemFn) -> Result<(), String> {
    let wanted = operation.parameters.len() + usize::from(operation.body.is_some());
    let found = method.sig.inputs.iter().filter(|a| matches!(a, FnArg::Typed(_))).count();
    if found != wanted {
        return Err(format!("progenitor's `{}` should take {wanted} arguments; it takes {found}", operation.id));
    }
    let (success, failure) = (rust::success(operation).ty(), rust::failure(operation).ty());
    let wanted: Type = parse_quote!(Result<ResponseValue<#success>, Error<#failure>>);
    let ReturnType::Type(_, found) = &method.sig.output else {
        return Err(format!("progenitor's `{}` gives nothing", operation.id));
    };
    let (wanted, found) = (rust::in_types(&wanted), rust::in_types(found));
    match wanted == found {
        true => Ok(()),
        false => Err(format!("progenitor's `{}` should give `{wanted}`; it gives `{found}`", operation.id)),
    }
}
