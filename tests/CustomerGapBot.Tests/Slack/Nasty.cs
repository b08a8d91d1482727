using FsCheck;
using FsCheck.Fluent;

namespace CustomerGapBot.Tests.Slack;

/// <summary>Texts as an attacker and an unlucky person write them: pieces that mean something to Slack or to Markdown, in any order.</summary>
internal static class Nasty
{
    private static readonly string[] Pieces =
    [
        "<!channel>", "<!here>", "<@U012AB>", "<#C1|x>", "<https://evil.example|bank.example>", "@here", "@channel", "@everyone", "＠everyone", "@", "here", "@ann",
        "#12", "o/r#7", "#", "*", "**", "_", "__", "~~", "~", "`", "```", "```\n", "~~~\n", "    ", "\t", " ", "  \n", "\\", "\n", "\n\n", "\r\n",
        "[a](javascript:x)", "[bank.example](https://evil.example)", "[", "](", ")", "![x](/y.png)", "![", "<img src=\"https://x.example/y.png\" alt='@here'>",
        "https://example.com/@here", "www.example.com", "mailto:a@here.example", "a@b.example", "[r]: javascript:x\n", "[r]",
        "&", "&amp;", "&lt;", "&#64;here", "&#x202E;", "&#0;", "<", ">", "<!--", "-->", "<br>", "<details>\n", "</details>", "<b @here>", "<script>",
        "\u202E", "\u2066", "\u200F", "\u2060", "\u200B", "\u0000", "\u0085", "\u2028", "\uD800", "\uDC00", "😀", "👨‍👩‍👧", "é", "e\u0301",
        "- ", "\n- ", "\n  - ", "\n    - ", "\n1. ", "\n7) ", "\n- [x] ", "\n> ", "> > ", "\n>\n", "\n# ", "\n| a | b |\n|---|---|\n| c | d |\n", "|", "\n---\n",
        "[^1]", "\n[^1]: note\n", "\n> [!WARNING]\n", "word", "Text that goes on.", "\n===\n", ":tada:", "…",
    ];

    private static readonly Gen<string> Piece = Gen.Frequency(
        (20, Gen.Elements(Pieces)),
        (2, Gen.Choose(1, 400).SelectMany(n => Gen.Elements(Pieces).Select(piece => string.Concat(Enumerable.Repeat(piece, n))))),
        (2, Gen.Choose(0, char.MaxValue).ArrayOf().Select(codes => string.Concat(codes.Select(code => (char)code)))),
        (1, Gen.Choose(500, 5_000).Select(n => new string('x', n))));

    public static Arbitrary<string> Texts { get; } = Arb.From(
        Piece.ListOf().Select(string.Concat),
        text => text.Length < 2 ? [] : [text[..(text.Length / 2)], text[(text.Length / 2)..], text[1..], text[..^1]]);
}
