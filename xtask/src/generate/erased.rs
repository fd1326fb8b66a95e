//! The module `erased` of a provider's crate: its operations without their types, and its samples, so that no list of
//! either is kept by hand.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{File, parse_quote};

use crate::generate::library::{self, json_pointer, sorted_operations};
use crate::generate::{body, outcome, pages, rust};
use crate::spec::{
    Direction, Document, Header, Next, Operation, Pages, RequestBody, Response, ResponseBody,
    Sample, Spec, Status,
};

/// The module.
pub fn erased(spec: &Spec) -> File {
    let title = rust::markdown(&spec.document.title);
    let about = format!(
        " The operations of {title} without their types, and their sample bodies, for tools that work with every provider."
    );
    let operations = sorted_operations(&spec.document);
    let endpoints = operations.into_iter().enumerate().map(|(index, o)| endpoint(spec, index, o));
    parse_quote! {
        #![doc = #about]

        use ::progenitor_client::erased;

        /// The provider, its operations and their samples.
        pub const ENTRY: erased::Entry = erased::Entry::new(
            &crate::PROVIDER,
            ENDPOINTS,
            erased::connect::<crate::Client>,
        );

        static ENDPOINTS: &[erased::Endpoint] = &[#(#endpoints),*];
    }
}

fn endpoint(spec: &Spec, index: usize, operation: &Operation) -> TokenStream {
    let document = &spec.document;
    let (call, pages) = (call(document, operation), pages(document, operation));
    let index = syn::Index::from(index);
    let responses: Vec<_> = {
        let responses = operation.responses.iter();
        responses.map(|r| response(document, r)).collect()
    };
    let headers = headers(operation);
    let typed = |body: &&RequestBody| body::Passing::of(body) != body::Passing::Bytes;
    let request = operation.body.iter().filter(typed).map(|body| {
        let ty = rust::ty(&body.schema);
        quote!(.request(erased::decode::<#ty>))
    });
    let (requests, samples): (Vec<_>, Vec<_>) =
        spec.samples_of(&operation.id).partition(|s| s.direction == Direction::Request);
    let lists = [("request_samples", requests), ("samples", samples)].map(|(name, samples)| {
        let name = rust::ident(name);
        let samples: Vec<_> = samples.into_iter().map(|s| sample(operation, s)).collect();
        (!samples.is_empty()).then(|| quote!(.#name(&[#(#samples),*])))
    });
    let [requests, samples] = lists;
    quote! {
        erased::Endpoint::new(&crate::PROVIDER.operations[#index], #call)
            .responses(&[#(#responses),*])
            #headers
            #(#request)*
            #requests
            #samples
            #pages
    }
}

/// A documented response, and how its body is decoded.
fn response(document: &Document, response: &Response) -> TokenStream {
    let typed = |_: &&ResponseBody| !document.is_file(response);
    let decode = match response.body.as_ref().filter(typed) {
        Some(body) => {
            let ty = rust::ty(&body.schema);
            quote!(Some(erased::decode::<#ty>))
        }
        None => quote!(None),
    };
    let status = status(response.status);
    quote!((#status, #decode))
}

/// Examples of response headers. Those that a client acts on are left out: a list would go on, and a retry would wait.
fn headers(operation: &Operation) -> TokenStream {
    let of_pages = match operation.pages.as_ref().map(|pages| &pages.next) {
        Some(Next::Header(name)) => name,
        _ => "",
    };
    let examples = operation.responses.iter().flat_map(|response| {
        let status = status(response.status);
        let headers = response.headers.iter().filter(|h| {
            let is = |name: &&str| h.name.eq_ignore_ascii_case(name);
            !h.wait && !is(&of_pages) && !ACTED_ON.iter().any(is)
        });
        headers.filter_map(move |Header { name, example, .. }| {
            let example = example.as_ref()?;
            Some(quote!((#status, #name, #example)))
        })
    });
    library::list("headers", examples)
}

/// Headers with a meaning for every client.
const ACTED_ON: [&str; 7] = [
    "Connection", "Content-Encoding", "Content-Length", "Link", "Location", "Retry-After",
    "Transfer-Encoding",
];

fn status(status: Status) -> TokenStream {
    let status = match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(Code(#code))
        }
        Status::Range(hundreds) => {
            let hundreds = Literal::u8_unsuffixed(hundreds);
            quote!(Range(#hundreds))
        }
        Status::Default => quote!(Default),
    };
    quote!(erased::Status::#status)
}

fn sample(operation: &Operation, sample: &Sample) -> TokenStream {
    let Sample { name, file, media_type, .. } = sample;
    let status = match sample.direction {
        Direction::Request => 0,
        Direction::Response(0) => operation.success_status(),
        Direction::Response(status) => status,
    };
    let status = Literal::u16_unsuffixed(status);
    let path = format!("../samples/{}", sample.file_name());
    quote!(erased::Sample::new(#name, #file, #status, #media_type, include_bytes!(#path)))
}

/// The function that calls an operation with arguments by name. It has no name that an operation could clash with.
fn call(document: &Document, operation: &Operation) -> TokenStream {
    let method = rust::method(operation);
    let (mut arguments, options) = arguments(document, operation, operation.body.as_ref());
    arguments.extend(options.as_ref().map(|_| quote!(options)));
    let kept = (!arguments.is_empty()).then(|| quote!(let arguments = arguments.clone();));
    let given =
        if arguments.is_empty() { rust::ident("_arguments") } else { rust::ident("arguments") };
    let answer = match outcome::success(document, operation) {
        outcome::Outcome::File => quote!(erased::bytes),
        _ => quote!(erased::answer),
    };
    quote! {
        |transport, #given| {
            let client = <crate::Client as ::progenitor_client::Api>::from_transport(transport.clone());
            #kept
            Box::pin(async move {
                #options
                #answer(client.#method(#(#arguments),*).await)
            })
        }
    }
}

/// The function that follows a list with arguments by name, where the spec says how.
fn pages(document: &Document, operation: &Operation) -> Option<TokenStream> {
    let paging = paging(operation.pages.as_ref()?);
    let method = pages::name(operation);
    let (mut arguments, options) = arguments(document, operation, None);
    arguments.extend(options.as_ref().map(|_| quote!(options)));
    let given = match arguments.is_empty() {
        true => rust::ident("_arguments"),
        false => rust::ident("arguments"),
    };
    Some(quote! {
        .pages(|transport, #given| {
            let client = <crate::Client as ::progenitor_client::Api>::from_transport(transport.clone());
            #options
            Ok(erased::pages(client.#method(#(#arguments),*)))
        })
        #paging
    })
}

/// `.paging(…)`: what leads to the next page; nothing for what only a header says.
fn paging(pages: &Pages) -> TokenStream {
    let (parameter, next) = match &pages.next {
        Next::Cursor { parameter, from } => (Some((parameter, String::new())), Some(from)),
        Next::Offset { parameter, .. } => (Some((parameter, "0".to_owned())), None),
        Next::Number { parameter, first, .. } => (Some((parameter, first.to_string())), None),
        Next::Url(pointer) => (None, Some(pointer)),
        Next::Link(_) | Next::Header(_) => return TokenStream::new(),
    };
    let items = json_pointer(&pages.items);
    let parameter = parameter.map(|(name, first)| quote!(.parameter(Some((#name, #first)))));
    let next = next.map(|pointer| json_pointer(pointer)).map(|next| quote!(.next(Some(#next))));
    quote!(.paging(erased::Paging::new(#items) #parameter #next))
}

/// What a method gets out of the arguments by name, and the statements that make its options.
fn arguments(
    document: &Document,
    operation: &Operation,
    body: Option<&RequestBody>,
) -> (Vec<TokenStream>, Option<TokenStream>) {
    let required = rust::arguments(document, operation).into_iter().map(|argument| {
        let (name, owned) = (&argument.parameter.name, &argument.owned);
        argument.pass(quote!(arguments.required::<#owned>(#name)?))
    });
    let body = body.map(|body| {
        let ty = body::owned(body);
        let read = match body.required {
            true => quote!(arguments.request_body::<#ty>()?),
            false => quote!(arguments.optional_request_body::<#ty>()?),
        };
        match (body::Passing::of(body), body.required) {
            (body::Passing::Bytes, _) => read,
            (_, true) => quote!(&#read),
            (body::Passing::Text, false) => quote!(#read.as_deref()),
            (body::Passing::Typed, false) => quote!(#read.as_ref()),
        }
    });
    let arguments = required.chain(body).collect();
    let options = rust::options(operation).map(|name| {
        let set = operation.optional().map(|parameter| {
            let (field, ty) = (rust::ident(&parameter.rust), rust::ty(parameter.schema.non_null()));
            let name = &parameter.name;
            quote! {
                if let Some(value) = arguments.optional::<#ty>(#name)? {
                    options.#field = Some(value);
                }
            }
        });
        quote! {
            let mut options = crate::client::options::#name::new();
            #(#set)*
        }
    });
    (arguments, options)
}
