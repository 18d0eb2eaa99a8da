import remarkCertdot from "../lib/index.js";

const trees = [remarkCertdot, { inline: "jsx", strict: true, dark: '[data-theme="dark"]', program: process.env.CERTDOT_PROGRAM }];

export default {
    title: "Trees",
    url: "https://example.org",
    baseUrl: "/",
    onBrokenLinks: "throw",
    presets: [
        [
            "classic",
            {
                docs: { routeBasePath: "/", beforeDefaultRemarkPlugins: [trees] },
                blog: { beforeDefaultRemarkPlugins: [trees] },
            },
        ],
    ],
};
