"""What SVG draws by: its elements and attributes.

Sources: SVG 2 (W3C), appendices on elements and attributes; SVG 1.1 (second edition), appendices L and M.
"""

from __future__ import annotations

from typing import Final

ELEMENTS: Final = frozenset(
    """
    a altGlyph altGlyphDef altGlyphItem animate animateColor animateMotion animateTransform circle clipPath
    color-profile cursor defs ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence filter font font-face font-face-format font-face-name font-face-src
    font-face-uri g glyph glyphRef hatch hatchpath hkern image line linearGradient marker mask mesh
    meshgradient meshpatch meshrow missing-glyph mpath path pattern polygon polyline radialGradient rect set
    solidcolor stop style svg switch symbol text textPath title tref tspan use view vkern
    """.split()
)
"""The elements of SVG 1.1 and 2, without `desc`, `metadata`, scripts and what is of other languages."""

TEXTS: Final = frozenset("a altGlyph text textPath title tref tspan".split())
"""The elements of which a picture has the words; those in any other are in none."""

UNDRAWN: Final = frozenset("clipPath defs hatch marker mask pattern symbol".split())
"""The elements that are drawn where another one asks for it, and perhaps nowhere."""

NAMING: Final = frozenset({"class", "id"})
"""The attributes by which other parts of a drawing speak of an element."""

ATTRIBUTES: Final = frozenset(
    """
    accelerate accent-height accumulate additive align alignment-baseline alphabetic amplitude arabic-form ascent
    attributeName attributeType azimuth baseFrequency baseline-shift baseProfile bbox begin bias by calcMode
    cap-height clip clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters
    color-profile color-rendering cursor cx cy d descent diffuseConstant direction display divisor
    dominant-baseline dur dx dy edgeMode elevation enable-background end exponent externalResourcesRequired fill
    fill-opacity fill-rule filter filterRes filterUnits flood-color flood-opacity font-family font-size
    font-size-adjust font-stretch font-style font-variant font-weight format fr from fx fy g1 g2
    glyph-orientation-horizontal glyph-orientation-vertical glyphRef gradientTransform gradientUnits hanging hatchUnits
    hatchContentUnits height horiz-adv-x horiz-origin-x horiz-origin-y href ideographic image-rendering in in2
    inline-size intercept isolation k k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning keyPoints keySplines keyTimes
    lengthAdjust letter-spacing lighting-color limitingConeAngle marker marker-end marker-mid marker-start
    markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits mathematical max media method min
    mix-blend-mode mode numOctaves offset opacity operator order orient orientation origin overflow
    overline-position overline-thickness paint-order panose-1 path pathLength patternContentUnits
    patternTransform patternUnits pitch pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha
    preserveAspectRatio primitiveUnits r radius refX refY rendering-intent repeatCount repeatDur requiredExtensions
    requiredFeatures restart result rotate rx ry scale seed shape-inside shape-margin shape-padding shape-rendering
    shape-subtract side slope solid-color solid-opacity space spacing specularConstant specularExponent spreadMethod
    startOffset stdDeviation stemh stemv stitchTiles stop-color stop-opacity strikethrough-position
    strikethrough-thickness stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width style surfaceScale systemLanguage tableValues targetX targetY
    text-align text-anchor text-decoration text-indent text-orientation text-overflow text-rendering textLength to
    transform transform-box transform-origin type u1 u2 underline-position underline-thickness unicode unicode-bidi
    unicode-range units-per-em v-alphabetic v-hanging v-ideographic v-mathematical values vector-effect
    version vert-adv-y vert-origin-x vert-origin-y viewBox visibility white-space width widths word-spacing
    writing-mode x x-height x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan
    """.split()
)
"""The attributes that change a picture, without the prefix of `xlink:href` and `xml:space`."""
