// C shim over libgvc, librsvg and pango.
