//! The method that follows a list from page to page (`x-pages`).

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use super::outcome::{self, Outcome};
use super::rust::{self, Passing, docs, ident};
use crate::spec::{Document, End, Next, Operation, Pages, Parameter, Schema};

/// The name of the method.
pub fn name(operation: &Operation) -> syn::Ident {
    ident(&format!("{}_pages", operation.id))
}

/// The schema of a page's body.
fn body(document: &Document, operation: &Operation) -> Option<Schema> {
    match outcome::success(document, operation) {
        Outcome::One(schema) => Some(schema),
        Outcome::Optional(schema) => Some(Schema::Nullable(Box::new(schema))),
        _ => None,
    }
}

/// The method; nothing for an operation without pages.
pub fn method(document: &Document, operation: &Operation) -> Option<TokenStream> {
    let pages = operation.pages.as_ref()?;
    let body = body(document, operation)?;
    let arguments = rust::arguments(document, operation);
    let free = |name: &str| rust::free(&arguments, name);
    let options = rust::options(operation).map(|ty| (free("options"), ty));
    let (client, cursor, page) = (free("client"), free("cursor"), free("page"));
    let (response, start) = (free("response"), free("start"));

    let declared = arguments.iter().map(|argument| {
        let (name, ty) = (&argument.name, argument.declared());
        quote!(#name: #ty,)
    });
    let declared_options = options.iter().map(|(name, ty)| quote!(#name: options::#ty,));
    let owned = arguments.iter().filter_map(|argument| {
        let name = &argument.name;
        match argument.passing {
            Passing::Value => None,
            Passing::Text => Some(quote!(let #name = #name.to_owned();)),
            Passing::Slice => Some(quote!(let #name = #name.to_vec();)),
            Passing::Reference => Some(quote!(let #name = #name.clone();)),
        }
    });
    let copied: Vec<_> =
        arguments.iter().filter(|a| a.passing != Passing::Value).map(|a| &a.name).collect();
    let passed = arguments.iter().map(|argument| argument.pass(&argument.name));
    let passed_options = options.iter().map(|(name, _)| quote!(#name));
    let place = |name: &str| -> Option<(&Parameter, TokenStream)> {
        let parameter = operation.parameters.iter().find(|p| p.name == *name)?;
        let field = ident(&parameter.rust);
        Some(match (&options, parameter.required) {
            (Some((options, _)), false) => (parameter, quote!(#options.#field)),
            _ => (parameter, quote!(#field)),
        })
    };
    let (go, next) =
        following(document, pages, &body, &place, [&client, &cursor, &response, &start])?;
    let changes_options = matches!(&pages.next, Next::Cursor { parameter, .. } | Next::Offset { parameter, .. } | Next::Number { parameter, .. }
        if operation.optional().any(|p| p.name == *parameter));
    let copied_options = options.iter().map(|(name, _)| match changes_options {
        true => quote!(let mut #name = #name.clone();),
        false => quote!(let #name = #name.clone();),
    });
    let Schema::List(item) = document.resolve(document.at_pointer(&body, &pages.items)?) else {
        return None;
    };
    let (item, error) = (rust::ty(item), outcome::failure(document, operation).ty());
    let items = items(document, &body, &pages.items, &page)?;
    let (name, method) = (name(operation), rust::method(operation));
    let text = docs(&format!(
        "Follows the list of [`{method}`](Self::{method}) from page to page.\n\n\
         Returns a `Stream` of pages, or of items with `items()`. `resume_token()` names the next page, and `starting_at()` continues \
         there. After an error, the next poll requests the same page again."
    ));
    let ty: Type = syn::parse_quote!(::progenitor_client::Pages<#item, #error>);
    Some(quote! {
        #(#text)*
        pub fn #name(&self, #(#declared)* #(#declared_options)*) -> #ty {
            let #client = self.clone();
            #(#owned)*
            ::progenitor_client::Pages::new(move |#cursor: ::std::option::Option<::progenitor_client::Cursor>| {
                let #client = #client.clone();
                #(let #copied = #copied.clone();)*
                #(#copied_options)*
                async move {
                    #go
                    let #response = #client.#method(#(#passed,)* #(#passed_options)*).await?;
                    let next = #next;
                    let #page = #response.into_inner();
                    Ok(::progenitor_client::Page { items: #items, next })
                }
            })
        }
    })
}

/// How a call is made for the page at the cursor, and the expression that says where the next page is.
fn following<'a>(
    document: &Document,
    pages: &Pages,
    body: &Schema,
    place: &dyn Fn(&str) -> Option<(&'a Parameter, TokenStream)>,
    [client, cursor, response, start]: [&syn::Ident; 4],
) -> Option<(TokenStream, TokenStream)> {
    // A required parameter is an argument, an optional one an option.
    let set = |name: &str| {
        let (parameter, place) = place(name)?;
        Some(match parameter.required {
            true => quote! {
                let #place = match #cursor {
                    Some(cursor) => ::progenitor_client::resume(&cursor)?,
                    None => #place,
                };
            },
            false => quote! {
                if let Some(cursor) = #cursor {
                    #place = Some(::progenitor_client::resume(&cursor)?);
                }
            },
        })
    };
    let number = |name: &str, first: i64| {
        let (parameter, place) = place(name)?;
        let value = match parameter.required {
            true => quote!(Some(&#place)),
            false => quote!(#place.as_ref()),
        };
        Some(quote!(let #start = ::progenitor_client::count(#value).unwrap_or(#first);))
    };
    let value = |pointer: &[String]| value(document, body, pointer, response);
    let end = |last: &End| Some(end(last, last.pointer().map_or(Some(TokenStream::new()), value)?));
    let follow = || {
        quote! {
            let #client = match #cursor {
                Some(url) => <Self as Api>::from_transport(#client.transport().at(url)),
                None => #client,
            };
        }
    };
    let found = |value: TokenStream| quote!(::progenitor_client::NextPage::At(#value));
    Some(match &pages.next {
        Next::Cursor { parameter, from } => {
            let value = value(from)?;
            (set(parameter)?, found(quote!(#value.map(::std::string::ToString::to_string))))
        }
        Next::Offset { parameter, end: last, .. } => {
            let (set, number, end) = (set(parameter)?, number(parameter, 0)?, end(last)?);
            (quote!(#set #number), quote!(::progenitor_client::NextPage::Offset(#start, #end)))
        }
        Next::Number { parameter, first, end: last, .. } => {
            let (set, number, end) = (set(parameter)?, number(parameter, *first)?, end(last)?);
            let next = quote!(::progenitor_client::NextPage::Number(#start, #first, #end));
            (quote!(#set #number), next)
        }
        Next::Link(relation) => {
            let link = quote!(::progenitor_client::next_link(#response.headers(), #relation));
            (follow(), found(link))
        }
        Next::Url(pointer) => {
            let value = value(pointer)?;
            (follow(), found(quote!(#value.map(::std::string::ToString::to_string))))
        }
        Next::Header(name) => {
            let value =
                quote!(#response.headers().get(#name).and_then(|value| value.to_str().ok()));
            (follow(), found(quote!(#value.map(::std::borrow::ToOwned::to_owned))))
        }
    })
}

/// What a pointer points to in a response, as an `Option` of a reference.
fn value(
    document: &Document,
    body: &Schema,
    pointer: &[String],
    response: &syn::Ident,
) -> Option<TokenStream> {
    let (value, is_sure) = read(document, body, pointer, response)?;
    Some(if is_sure { quote!(Some(&#value)) } else { value })
}

/// The criterion of the last page, by a value in the response.
fn end(end: &End, value: TokenStream) -> TokenStream {
    let end = match end {
        End::Empty => quote!(Empty),
        End::More(_) => quote!(More(#value.copied())),
        End::Total(_) => quote!(Total(::progenitor_client::count(#value))),
        End::Pages(_) => quote!(Pages(::progenitor_client::count(#value))),
    };
    quote!(::progenitor_client::End::#end)
}

/// The fields on the way to what a pointer points to, each with whether it may be missing; nothing where it leads through
/// something else.
fn steps(
    document: &Document,
    body: &Schema,
    pointer: &[String],
) -> Option<Vec<(syn::Ident, bool)>> {
    let mut steps = Vec::new();
    let mut schema = body;
    for token in pointer {
        let property = document.object(schema)?.property(token)?;
        steps.push((ident(&property.rust), property.is_optional()));
        schema = &property.schema;
    }
    Some(steps)
}

/// What a pointer points to in a response, by reference: a place, if it is always there, or an `Option` of a reference.
fn read(
    document: &Document,
    body: &Schema,
    pointer: &[String],
    response: &syn::Ident,
) -> Option<(TokenStream, bool)> {
    let is_sure = !body.is_nullable();
    let start = if is_sure { quote!(#response) } else { quote!(#response.as_ref()) };
    let steps = steps(document, body, pointer)?;
    Some(steps.into_iter().fold((start, is_sure), |(value, is_sure), (field, may_miss)| {
        let value = match (is_sure, may_miss) {
            (true, false) => quote!(#value.#field),
            (true, true) => quote!(#value.#field.as_ref()),
            (false, false) => quote!(#value.map(|value| &value.#field)),
            (false, true) => quote!(#value.and_then(|value| value.#field.as_ref())),
        };
        (value, is_sure && !may_miss)
    }))
}

/// The list that a pointer points to in a page, by value; empty if it is not there.
fn items(
    document: &Document,
    body: &Schema,
    pointer: &[String],
    page: &syn::Ident,
) -> Option<TokenStream> {
    let start = (quote!(#page), !body.is_nullable());
    let steps = steps(document, body, pointer)?;
    let (value, is_sure) = steps.into_iter().fold(start, |(value, is_sure), (field, may_miss)| {
        let value = match (is_sure, may_miss) {
            (true, _) => quote!(#value.#field),
            (false, false) => quote!(#value.map(|value| value.#field)),
            (false, true) => quote!(#value.and_then(|value| value.#field)),
        };
        (value, is_sure && !may_miss)
    });
    Some(if is_sure { value } else { quote!(#value.unwrap_or_default()) })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::generate::client::client;
    use crate::generate::testing::{fixture, lines, rendered};

    #[test]
    fn a_list_is_followed_by_what_its_pages_say() {
        let text = rendered(&fixture(), client);
        let method = |name: &str| lines(&text, &format!("pub fn {name}_pages"), "    }");
        assert_snapshot!(method("list_by_cursor"), @"
        pub fn list_by_cursor_pages(
            &self,
            owner: &str,
            options: options::ListByCursor,
        ) -> ::progenitor_client::Pages<types::Thing, types::Refusal> {
            let client = self.clone();
            let owner = owner.to_owned();
            ::progenitor_client::Pages::new(move |
                cursor: Option<::progenitor_client::Cursor>|
            {
                let client = client.clone();
                let owner = owner.clone();
                let mut options = options.clone();
                async move {
                    if let Some(cursor) = cursor {
                        options.after = Some(::progenitor_client::resume(&cursor)?);
                    }
                    let response = client.list_by_cursor(&owner, options).await?;
                    let next = ::progenitor_client::NextPage::At(
                        response
                            .pagination
                            .as_ref()
                            .and_then(|value| value.after.as_ref())
                            .map(::std::string::ToString::to_string),
                    );
                    let page = response.into_inner();
                    Ok(::progenitor_client::Page {
                        items: page.data,
                        next,
                    })
                }
            })
        }
        ");
        assert_snapshot!(method("list_by_number_total"), @"
        pub fn list_by_number_total_pages(
            &self,
            owner: &str,
            options: options::ListByNumberTotal,
        ) -> ::progenitor_client::Pages<types::Thing, types::Refusal> {
            let client = self.clone();
            let owner = owner.to_owned();
            ::progenitor_client::Pages::new(move |
                cursor: Option<::progenitor_client::Cursor>|
            {
                let client = client.clone();
                let owner = owner.clone();
                let mut options = options.clone();
                async move {
                    if let Some(cursor) = cursor {
                        options.page = Some(::progenitor_client::resume(&cursor)?);
                    }
                    let start = ::progenitor_client::count(options.page.as_ref())
                        .unwrap_or(0i64);
                    let response = client.list_by_number_total(&owner, options).await?;
                    let next = ::progenitor_client::NextPage::Number(
                        start,
                        0i64,
                        ::progenitor_client::End::Total(
                            ::progenitor_client::count(
                                response
                                    .pagination
                                    .as_ref()
                                    .and_then(|value| value.total.as_ref()),
                            ),
                        ),
                    );
                    let page = response.into_inner();
                    Ok(::progenitor_client::Page {
                        items: page.data,
                        next,
                    })
                }
            })
        }
        ");
        assert_snapshot!(method("list_by_offset_more"), @"
        pub fn list_by_offset_more_pages(
            &self,
            owner: &str,
            options: options::ListByOffsetMore,
        ) -> ::progenitor_client::Pages<types::Thing, types::Refusal> {
            let client = self.clone();
            let owner = owner.to_owned();
            ::progenitor_client::Pages::new(move |
                cursor: Option<::progenitor_client::Cursor>|
            {
                let client = client.clone();
                let owner = owner.clone();
                let mut options = options.clone();
                async move {
                    if let Some(cursor) = cursor {
                        options.offset = Some(::progenitor_client::resume(&cursor)?);
                    }
                    let start = ::progenitor_client::count(options.offset.as_ref())
                        .unwrap_or(0i64);
                    let response = client.list_by_offset_more(&owner, options).await?;
                    let next = ::progenitor_client::NextPage::Offset(
                        start,
                        ::progenitor_client::End::More(
                            response
                                .pagination
                                .as_ref()
                                .and_then(|value| value.has_next.as_ref())
                                .copied(),
                        ),
                    );
                    let page = response.into_inner();
                    Ok(::progenitor_client::Page {
                        items: page.data,
                        next,
                    })
                }
            })
        }
        ");
        assert_snapshot!(method("list_by_link"), @r#"
        pub fn list_by_link_pages(
            &self,
            owner: &str,
            options: options::ListByLink,
        ) -> ::progenitor_client::Pages<types::Thing, types::Refusal> {
            let client = self.clone();
            let owner = owner.to_owned();
            ::progenitor_client::Pages::new(move |
                cursor: Option<::progenitor_client::Cursor>|
            {
                let client = client.clone();
                let owner = owner.clone();
                let options = options.clone();
                async move {
                    let client = match cursor {
                        Some(url) => {
                            <Self as Api>::from_transport(client.transport().at(url))
                        }
                        None => client,
                    };
                    let response = client.list_by_link(&owner, options).await?;
                    let next = ::progenitor_client::NextPage::At(
                        ::progenitor_client::next_link(response.headers(), "next"),
                    );
                    let page = response.into_inner();
                    Ok(::progenitor_client::Page {
                        items: page.data,
                        next,
                    })
                }
            })
        }
        "#);
        assert_snapshot!(method("list_by_url"), @"
        pub fn list_by_url_pages(
            &self,
            owner: &str,
            options: options::ListByUrl,
        ) -> ::progenitor_client::Pages<types::Thing, types::Refusal> {
            let client = self.clone();
            let owner = owner.to_owned();
            ::progenitor_client::Pages::new(move |
                cursor: Option<::progenitor_client::Cursor>|
            {
                let client = client.clone();
                let owner = owner.clone();
                let options = options.clone();
                async move {
                    let client = match cursor {
                        Some(url) => {
                            <Self as Api>::from_transport(client.transport().at(url))
                        }
                        None => client,
                    };
                    let response = client.list_by_url(&owner, options).await?;
                    let next = ::progenitor_client::NextPage::At(
                        response
                            .pagination
                            .as_ref()
                            .and_then(|value| value.next.as_ref())
                            .map(::std::string::ToString::to_string),
                    );
                    let page = response.into_inner();
                    Ok(::progenitor_client::Page {
                        items: page.data,
                        next,
                    })
                }
            })
        }
        ");
        assert_snapshot!(method("list_bare"), @"
        pub fn list_bare_pages(
            &self,
            paging_page: i64,
            states: &[types::State],
            options: options::ListBare,
        ) -> ::progenitor_client::Pages<types::Thing, ()> {
            let client = self.clone();
            let states = states.to_vec();
            ::progenitor_client::Pages::new(move |
                cursor: Option<::progenitor_client::Cursor>|
            {
                let client = client.clone();
                let states = states.clone();
                let options = options.clone();
                async move {
                    let paging_page = match cursor {
                        Some(cursor) => ::progenitor_client::resume(&cursor)?,
                        None => paging_page,
                    };
                    let start = ::progenitor_client::count(Some(&paging_page))
                        .unwrap_or(1i64);
                    let response = client.list_bare(paging_page, &states, options).await?;
                    let next = ::progenitor_client::NextPage::Number(
                        start,
                        1i64,
                        ::progenitor_client::End::Empty,
                    );
                    let page = response.into_inner();
                    Ok(::progenitor_client::Page {
                        items: page,
                        next,
                    })
                }
            })
        }
        ");
    }
}
