//! What a body is: the parts of a header `Content-Type`, and HTML by its first tag.

/// The media type, without parameters.
pub(crate) fn media_type(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

/// The character encoding of the parameter `charset`.
pub(crate) fn charset(content_type: &str) -> Option<&str> {
    let parameters = content_type.split(';').skip(1);
    let (_, value) = parameters
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches(['"', '\'']))
}

/// Whether a body starts as an HTML page does.
pub(crate) fn is_html(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    ["<!doctype html", "<html"].iter().any(|tag| {
        let found = start.split_at_checked(tag.len());
        found.is_some_and(|(found, rest)| {
            found.eq_ignore_ascii_case(tag.as_bytes())
                && rest.first().is_none_or(|next| !next.is_ascii_alphanumeric())
        })
    })
}
