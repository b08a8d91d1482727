using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CustomerGapBot.Slack;

/// <summary>
/// Which addresses may be followed, and what they may be called. An address is absolute, of http, https or mailto, without a user's name in it, and at most
/// 3,000 characters; everything else stays text. A link whose text reads as another address than the one it leads to shows where it leads.
/// </summary>
internal static partial class WebLink
{
    public const int MaxUrl = 3_000;

    private static readonly char[] Around = ['(', ')', '[', ']', '{', '}', '"', '\'', ',', ';', ':', '!', '?', '.', '<', '>', '…'];

    /// <summary>Endings of file names that are no top-level domain: a link called <c>Program.cs</c> does not pretend to lead to a host.</summary>
    private static readonly HashSet<string> FileEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        "bat", "c", "cfg", "config", "cpp", "cs", "csproj", "css", "csv", "dll", "exe", "fs", "gif", "gz", "h", "html", "ini", "ipynb", "java", "jpeg", "jpg", "js",
        "json", "jsx", "kt", "lock", "log", "pdf", "php", "png", "props", "razor", "rb", "sln", "sql", "svg", "swift", "targets", "toml", "ts", "tsx", "txt", "vb",
        "xaml", "xml", "yaml", "yml",
    };

    public static Leaf To(string? url, string? text, LeafStyle? style = null)
    {
        var seen = OutsideText.OneLine(text);
        if (Safe(url) is not { } safe) return new TextLeaf(seen.Length > 0 ? seen : OutsideText.OneLine(url)) { Style = style };
        return new LinkLeaf(safe, seen.Length == 0 || Pretends(seen, safe) ? null : seen) { Style = style };
    }

    /// <summary>The address as it may be linked; null when it may not.</summary>
    public static string? Safe(string? url)
    {
        if (url is null || url.Length > MaxUrl || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri)) return null;

        var safe = uri.Scheme switch
        {
            "http" or "https" when uri.UserInfo.Length == 0 && Host(uri) is { Length: > 0 } host => uri.Scheme + "://" + host
                + (uri.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}"))
                + uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped),
            "mailto" when uri.UserInfo.Length > 0 => uri.AbsoluteUri,
            _ => null,
        };
        return safe is { Length: <= MaxUrl } && safe.All(c => c is > ' ' and < '\u007F' and not '<' and not '>' and not '|' and not '"')
            && Call().Replace(safe, "%40") is var harmless && Uri.TryCreate(harmless, UriKind.Absolute, out _)
            ? harmless
            : null;
    }

    /// <summary>Whether the text reads as an address of another host.</summary>
    private static bool Pretends(string text, string url)
    {
        var real = Host(new Uri(url));
        var words = Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => Named(word.Trim(Around), whole: words.Length == 1) is { } named && Bare(named) != Bare(real));
    }

    private static string Bare(string host) => host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;

    /// <summary>The host that a word names: with a scheme or a "www." anywhere, as a bare domain only when it is the whole text.</summary>
    private static string? Named(string word, bool whole)
    {
        var schemed = word.Contains("://", StringComparison.Ordinal);
        if (!schemed && !word.StartsWith("www.", StringComparison.Ordinal) && !(whole && LooksLikeHost(word))) return null;

        var address = schemed ? word[(word.IndexOf("://", StringComparison.Ordinal) + 3)..] : word;
        var host = address.Split('/', '?', '#', '\\')[0];
        host = host[(host.LastIndexOf('@') + 1)..].Split(':')[0].Trim('.');
        return Uri.TryCreate($"http://{host}", UriKind.Absolute, out var uri) ? Host(uri) : host;
    }

    private static bool LooksLikeHost(string word) =>
        Domain().Match(word) is { Success: true } match && (match.Groups["rest"].Length > 0 || !FileEndings.Contains(match.Groups["top"].Value));

    private static string Host(Uri uri)
    {
        try
        {
            return uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            return "";
        }
    }

    /// <summary>
    /// As a reader takes it: compatibility forms as the letters they look like, in lower case, without what cannot be seen.
    /// By hand, because this program runs without the tables of <see cref="string.Normalize()"/> (InvariantGlobalization).
    /// </summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
                folded.Append(Rune.ToLowerInvariant(Letter(rune)).ToString());
        return folded.ToString();
    }

    private static Rune Letter(Rune rune) => rune.Value switch
    {
        0x3002 or 0xFF61 or 0x2024 or 0xFE52 => new('.'),
        0x2044 or 0x2215 or 0x29F8 => new('/'),
        0x2236 or 0xFE55 or 0xA789 => new(':'),
        0x3000 or 0x00A0 => new(' '),
        var wide and >= 0xFF01 and <= 0xFF5E => new(wide - 0xFEE0),
        var circled and >= 0x24B6 and <= 0x24E9 => new('a' + ((circled - 0x24B6) % 26)),
        var letter and >= 0x1D400 and <= 0x1D6A3 => new('a' + ((letter - 0x1D400) % 26)),
        var digit and >= 0x1D7CE and <= 0x1D7FF => new('0' + ((digit - 0x1D7CE) % 10)),
        _ => rune,
    };

    [GeneratedRegex(@"\A(?:[^\s/@]+@)?(?:[\p{L}\p{N}_-]+\.)+(?<top>\p{L}{2,}|xn--[a-z0-9-]+)\.?(?<rest>[:/?#].*)?\z")]
    private static partial Regex Domain();

    [GeneratedRegex("@(?=channel|here|everyone)", RegexOptions.IgnoreCase)]
    private static partial Regex Call();
}
