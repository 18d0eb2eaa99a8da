//! What is to be had, and under which path.

use super::live_page::LivePage;
use super::request::Request;
use super::response::Response;
use crate::pictures::PictureKind;
use std::sync::Arc;

/// What a request is answered with.
pub(super) enum Answer {
    /// This, and that is all.
    Response(Response),
    /// All that happens from now on.
    Events,
}

/// The answer to a request to the server at a port.
pub(super) fn answer(request: &Request, port: u16, show: &LivePage) -> Answer {
    let response = match request.path.as_str() {
        _ if !request.is_from_here(port) => Response::failure(
            "403 Forbidden",
            "only the page of `certdot watch` on this computer may ask for this",
        ),
        _ if !["GET", "HEAD"].contains(&request.method.as_str()) => {
            Response::failure("405 Method Not Allowed", "only GET and HEAD are supported")
        }
        "/events" if request.method == "GET" => return Answer::Events,
        "/" => Response::page(
            "text/html; charset=utf-8",
            include_str!("../../assets/preview/index.html"),
        ),
        "/app.js" => Response::page(
            "text/javascript; charset=utf-8",
            include_str!("../../assets/preview/app.js"),
        ),
        "/app.css" => Response::page(
            "text/css; charset=utf-8",
            include_str!("../../assets/preview/app.css"),
        ),
        "/picture.svg" => picture(request, show, PictureKind::Svg, "image/svg+xml"),
        "/picture.png" => picture(request, show, PictureKind::Png, "image/png"),
        "/graph.dot" => picture(
            request,
            show,
            PictureKind::Dot,
            "text/vnd.graphviz; charset=utf-8",
        ),
        "/tree.json" => match show.scene() {
            Some(scene) => {
                let tree = Arc::new(scene.tree.clone().into_bytes());
                Response::picture("application/json", tree)
            }
            None => nothing(),
        },
        _ => Response::failure(
            "404 Not Found",
            "there is nothing at this address: relative links in a picture lead to files, which `certdot watch` does not serve",
        ),
    };
    Answer::Response(response)
}

fn picture(request: &Request, show: &LivePage, kind: PictureKind, media: &'static str) -> Response {
    let Some(scene) = show.scene() else {
        return nothing();
    };
    match show.picture(&scene, kind, request.is_dark()) {
        Ok(bytes) => Response::picture(media, bytes),
        Err(words) => Response::failure("500 Internal Server Error", &words),
    }
}

fn nothing() -> Response {
    Response::failure("404 Not Found", "nothing has been drawn yet")
}
