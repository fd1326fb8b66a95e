//! Selects a media type by the `Accept` header (RFC 9110, section 12.5.1).

/// The offer with the highest weight, the first of equals; none if the client accepts none.
pub(crate) fn choose<'a>(
    accept: Option<&str>,
    offers: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let accept = accept.unwrap_or("*/*");
    let mut best = None;
    for offer in offers {
        let quality = quality(accept, offer);
        if quality > 0 && best.is_none_or(|(most, _)| quality > most) {
            best = Some((quality, offer));
        }
    }
    best.map(|(_, offer)| offer)
}

/// The client's weight of a media type in thousandths: that of the most specific range that includes it.
fn quality(accept: &str, media_type: &str) -> u32 {
    let (kind, _) = media_type.split_once('/').unwrap_or((media_type, ""));
    let mut found = (0, 0);
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let range = parts.next().unwrap_or_default();
        let specific = match range.split_once('/') {
            Some(("*", "*")) => 1,
            Some((k, "*")) if k.eq_ignore_ascii_case(kind) => 2,
            _ if range.eq_ignore_ascii_case(media_type) => 3,
            _ => continue,
        };
        let weight = parts
            .find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q=")))
            .map_or(1000, thousandths);
        if specific > found.0 {
            found = (specific, weight);
        }
    }
    found.1
}

/// Reads a weight, `0` to `1` with up to three decimal places; anything else is 0.
fn thousandths(weight: &str) -> u32 {
    match weight.parse::<f32>() {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 0..=1000 just before"
        )]
        Ok(w) if w.is_finite() => (w.clamp(0.0, 1.0) * 1000.0).round() as u32,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::choose;

    #[track_caller]
    fn check(accept: &str, expected: Option<&str>) {
        let offers = ["application/json", "text/json", "application/xml", "text/xml"];
        assert_eq!(choose(Some(accept), offers), expected, "Accept: {accept}");
    }

    #[test]
    fn the_most_specific_range_decides_and_the_first_of_equals_wins() {
        check("*/*", Some("application/json"));
        check("application/xml", Some("application/xml"));
        check("Application/XML; charset=utf-8", Some("application/xml"));
        check("text/*", Some("text/json"));
        check("text/xml, application/xml", Some("application/xml"));
        check("application/json;q=0.5, application/xml", Some("application/xml"));
        check("application/json;q=0.5, application/xml; q=0.4", Some("application/json"));
        check("*/*, application/json;q=0", Some("text/json"));
        check("application/*;q=0.1, */*;q=0.2", Some("text/json"));
        check("text/html", None);
        check("application/xml;q=0", None);
        check("application/xml;q=NaN", None);
        check("", None);
        check(";;;,,,/", None);
        assert_eq!(choose(None, ["application/xml"]), Some("application/xml"));
        assert_eq!(choose(None, []), None);
    }
}
