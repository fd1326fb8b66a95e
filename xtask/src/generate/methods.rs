//! The module `methods`: progenitor's methods, as it prints them, on a client that only the crate sees.

use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{FnArg, Ident, ImplItem, ImplItemFn, Pat, ReturnType, Type, parse_quote};

use super::lower::numbered;
use super::outcome::{self, Outcome};
use super::progenitor::Output;
use super::{body, rust};
use crate::spec::names;
use crate::spec::{
    Document, Location, Operation, Parameter, RequestBody, Response, Segment, Spec, Status,
};

/// The module, or what in progenitor's output is not as it was asked for.
pub fn methods(spec: &Spec, output: &Output) -> Result<syn::File, String> {
    let document = &spec.document;
    let mut own = Vec::new();
    for operation in &document.operations {
        match is_own(document, operation) {
            true => own.push(own_method(document, operation)),
            false => check(document, operation, method_of(output, operation)?)?,
        }
    }
    let own = (!own.is_empty()).then(|| {
        quote! {
            /// The operations that progenitor cannot express, written in its form.
            impl Client {
                #(#own)*
            }
        }
    });
    let implementation = &output.methods;
    let progenitors = (!implementation.items.is_empty()).then(|| {
        quote! {
            impl Client {
                /// progenitor sends it with each request; the runtime leaves it out.
                const fn api_version() -> &'static str {
                    ""
                }
            }

            #implementation
        }
    });
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

        /// The client that has progenitor's methods.
        #[derive(Clone, Debug)]
        pub(crate) struct Client {
            pub(crate) client: Transport,
            pub(crate) baseurl: ::std::sync::Arc<str>,
        }

        impl Api for Client {
            const PROVIDER: &'static Provider = &crate::PROVIDER;

            type Builder = ::progenitor_client::Builder;

            fn from_transport(client: Transport) -> Self {
                let baseurl = client.base_url().into();
                Self { client, baseurl }
            }

            fn transport(&self) -> &Transport {
                &self.client
            }
        }

        #progenitors

        #own
    })
}

/// Whether progenitor has no method for an operation, since it takes or gives something else than one JSON body; or one
/// that would not compile: two of its parameters have one name in Rust, or one has that of something else in the method, or
/// the method has that of another one of the client.
pub fn is_own(document: &Document, operation: &Operation) -> bool {
    let outcomes = [outcome::success(document, operation), outcome::failure(document, operation)];
    let is_plain = |outcome: &Outcome| match outcome {
        Outcome::Empty => true,
        // One of these in a list would be a type of its own.
        Outcome::One(schema) => !schema.is_nullable(),
        _ => false,
    };
    let sends_json = |body: &RequestBody| {
        let media_type = body.sent().map(|m| m.name.as_str());
        body.required && media_type == Some("application/json") && !body.schema.is_nullable()
    };
    if !outcomes.iter().all(is_plain) || !operation.body.iter().all(sends_json) {
        return true;
    }
    let mut names: Vec<String> =
        operation.parameters.iter().map(|p| progenitors_name(operation, p)).collect();
    names.extend(["header_map", "encode_path"].map(str::to_owned));
    names.extend(operation.body.iter().map(|_| "body".to_owned()));
    let count = names.len();
    names.sort();
    names.dedup();
    names.len() < count || TAKEN.contains(&operation.id.as_str())
}

/// The methods that the client has of its own or by a trait, which progenitor's methods call.
const TAKEN: [&str; 6] = ["api_version", "exec", "from_transport", "post", "pre", "transport"];

/// The name of an operation's method on the client of this module.
pub fn name(operation: &Operation) -> Ident {
    match TAKEN.contains(&operation.id.as_str()) {
        true => rust::ident(&format!("{}_", operation.id)),
        false => rust::ident(&operation.id),
    }
}

/// A method as progenitor writes it, with numbers for the names of its arguments.
fn own_method(document: &Document, operation: &Operation) -> TokenStream {
    let name_of = |index| rust::ident(&numbered(index));
    let arguments: Vec<(Ident, &Parameter)> =
        operation.parameters.iter().enumerate().map(|(i, p)| (name_of(i), p)).collect();
    let declared = arguments.iter().map(|(name, parameter)| declared(document, name, parameter));
    let body = operation.body.as_ref().map(|body| {
        let ty = body::declared(body);
        quote!(body: #ty)
    });
    let at = |location: Location| arguments.iter().filter(move |(_, p)| p.location == location);
    let template: String =
        operation.path.segments.iter().fold("{}".to_owned(), |path, segment| match segment {
            Segment::Literal(text) => path + text,
            Segment::Parameter(_) => path + "{}",
        });
    let in_path = |wanted| at(Location::Path).find(|(_, p)| p.name == wanted).map(|(name, _)| name);
    let in_path: Vec<&Ident> = operation.path.names().filter_map(in_path).collect();
    let in_query = at(Location::Query).map(|(name, Parameter { name: wire, .. })| {
        quote!(.query(&::progenitor_client::QueryParam::new(#wire, &#name)))
    });
    let headers: Vec<TokenStream> = at(Location::Header)
        .map(|(name, Parameter { name: wire, required, .. })| match required {
            true => quote!(headers.append(#wire, #name.to_string().try_into()?);),
            false => quote!(if let Some(value) = #name { headers.append(#wire, value.to_string().try_into()?); }),
        })
        .collect();
    let make_headers = (!headers.is_empty())
        .then(|| quote!(let mut headers = ::reqwest::header::HeaderMap::new(); #(#headers)*));
    let use_headers = (!headers.is_empty()).then(|| quote!(.headers(headers)));
    let set_body = operation.body.as_ref().map(|body| body::set(document, body));
    let (id, name) = (&operation.id, name(operation));
    let method = rust::ident(&operation.method.as_str().to_lowercase());
    let outcomes = [outcome::success(document, operation), outcome::failure(document, operation)];
    let [success, failure] = [outcomes[0].ty(), outcomes[1].ty()];
    let statuses = statuses(operation).into_iter();
    let arms = statuses.map(|(pattern, response)| arm(document, &pattern, response, &outcomes));
    quote! {
        pub async fn #name(
            &self,
            #(#declared,)*
            #body
        ) -> Result<ResponseValue<#success>, Error<#failure>> {
            let url = format!(#template, self.baseurl, #(encode_path(&#in_path.to_string())),*);
            #make_headers
            let request = self.client.#method(url) #(#in_query)* #use_headers;
            #set_body
            let mut request = request.build()?;
            let info = OperationInfo { operation_id: #id };
            ClientHooks::pre(self, &mut request, &info).await?;
            let result = ClientHooks::exec(self, request, &info).await;
            ClientHooks::post(self, &result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                #(#arms)*
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
}

/// An argument of such a method.
fn declared(document: &Document, name: &Ident, parameter: &Parameter) -> TokenStream {
    let owned = rust::ty(parameter.schema.non_null());
    let passing = rust::Argument::new(document, parameter).passing;
    let ty: Type = match (rust::Wire::of(document, parameter), passing) {
        (rust::Wire::Text, _) | (_, rust::Passing::Text) => parse_quote!(&str),
        (_, rust::Passing::Value) => owned,
        (_, rust::Passing::Slice | rust::Passing::Reference) => parse_quote!(&#owned),
    };
    match parameter.required {
        true => quote!(#name: #ty),
        false => quote!(#name: ::std::option::Option<#ty>),
    }
}

/// What a response with a documented status comes to; `outcomes` are those of success and failure.
fn arm(
    document: &Document,
    pattern: &TokenStream,
    response: &Response,
    outcomes: &[Outcome; 2],
) -> TokenStream {
    let has_body = response.body.is_some() && !document.is_file(response);
    let result = match (response.status.is_success(), outcomes) {
        (true, [Outcome::File, _]) => quote!(Ok(ResponseValue::stream(response))),
        (true, [Outcome::Empty, _]) => quote!(Ok(ResponseValue::empty(response))),
        (true, _) => quote!(ResponseValue::from_response(response).await),
        (false, [_, Outcome::Empty]) => {
            quote!(Err(Error::ErrorResponse(ResponseValue::empty(response))))
        }
        (false, _) if has_body => {
            quote!(Err(Error::ErrorResponse(ResponseValue::from_response(response).await?)))
        }
        (false, _) => quote!(Err(Error::UnexpectedResponse(response))),
    };
    quote!(#pattern => #result,)
}

/// The documented responses, each with the pattern of its status.
fn statuses(operation: &Operation) -> Vec<(TokenStream, &Response)> {
    let mut responses: Vec<&Response> = operation.responses.iter().collect();
    // A status comes before its range, and a range before what is left.
    responses.sort_by_key(|r| r.status);
    let known = |status: &Status| responses.iter().any(|r| r.status == *status);
    let patterns = responses.iter().filter_map(|response| match response.status {
        // Nothing is left for it where both ranges of errors are documented.
        Status::Default if [4, 5].map(Status::Range).iter().all(known) => None,
        Status::Default => Some((quote!(400..=599), *response)),
        // Redirects do not reach a method.
        Status::Range(3) | Status::Code(300..=399) => None,
        status => Some((outcome::pattern(status), *response)),
    });
    patterns.collect()
}

/// What a method of progenitor's takes in one place.
#[derive(Debug, Clone, Copy)]
pub enum Slot<'a> {
    Parameter(&'a Parameter),
    Body,
}

/// What the method for an operation takes, in its order.
pub fn slots<'a>(
    document: &Document,
    output: &Output,
    operation: &'a Operation,
) -> Result<Vec<Slot<'a>>, String> {
    if is_own(document, operation) {
        let parameters = operation.parameters.iter().map(Slot::Parameter);
        return Ok(parameters.chain(operation.body.iter().map(|_| Slot::Body)).collect());
    }
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
        let parameter =
            operation.parameters.iter().find(|p| progenitors_name(operation, p) == name);
        match parameter {
            Some(parameter) => slots.push(Slot::Parameter(parameter)),
            None if name == "body" => slots.push(Slot::Body),
            None => {
                return Err(format!(
                    "progenitor's `{}` has an unknown argument `{name}`",
                    operation.id
                ));
            }
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
    let name = match names::words(&parameter.name).to_snake_case() {
        name if name.is_empty() => "x".to_owned(),
        name if name.starts_with(char::is_alphabetic) => name,
        name => format!("_{name}"),
    };
    match names::is_identifier(&name) {
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
fn check(document: &Document, operation: &Operation, method: &ImplItemFn) -> Result<(), String> {
    let wanted = operation.parameters.len() + usize::from(operation.body.is_some());
    let found = method.sig.inputs.iter().filter(|a| matches!(a, FnArg::Typed(_))).count();
    if found != wanted {
        return Err(format!(
            "progenitor's `{}` should take {wanted} arguments; it takes {found}",
            operation.id
        ));
    }
    let bare = |outcome: Outcome| match outcome.schema() {
        Some(schema) => rust::ty(&rust::unaliased(document, schema)),
        None => outcome.ty(),
    };
    let (success, failure) =
        (bare(outcome::success(document, operation)), bare(outcome::failure(document, operation)));
    let wanted: Type = parse_quote!(Result<ResponseValue<#success>, Error<#failure>>);
    let ReturnType::Type(_, found) = &method.sig.output else {
        return Err(format!("progenitor's `{}` gives nothing", operation.id));
    };
    let (wanted, found) = (rust::in_types(&wanted), rust::in_types(found));
    match wanted == found {
        true => Ok(()),
        false => Err(format!(
            "progenitor's `{}` should give `{wanted}`; it gives `{found}`",
            operation.id
        )),
    }
}
