using System.Buffers;
using CustomerGapBot.Slack;
using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace CustomerGapBot.IssueRelay.Markdown;

/// <summary>
/// What a person wrote on GitHub, as rich text: Markdig reads it as GitHub does, <see cref="MarkdownBlocks"/> and <see cref="MarkdownInlines"/> walk its tree.
/// Never throws: what Markdig cannot read (it refuses deep nesting), or not soon, is shown as it was typed.
/// </summary>
internal static class GitHubMarkdown
{
    /// <summary>Ours, in UTF-16 code units; GitHub allows 65,536. A card shows some lines only.</summary>
    public const int MaxInput = 10_000;

    /// <summary>
    /// Ours: marks of emphasis and links in one piece without an empty line. Markdig's time grows with their square
    /// (6,600 of them took it most of a second), and nobody writes so many but to hurt.
    /// </summary>
    private const int MaxMarks = 2_000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("[*_~");

    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks()
        .UsePipeTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseAlertBlocks()
        .Build();

    public static RichText Convert(string? markdown, MarkdownContext context)
    {
        var text = Capped(OutsideText.Clean(markdown));
        if (text.Split("\n\n").Any(piece => piece.Count(Marks.Contains) > MaxMarks)) return AsTyped(text);
        try
        {
            return new(new MarkdownBlocks(context).Read(Markdig.Markdown.Parse(text, GitHub)));
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            return AsTyped(text);
        }
    }

    private static RichText AsTyped(string text) => text.Trim() is { Length: > 0 } typed ? new([new RichTextSection([typed])]) : RichText.Empty;

    private static string Capped(string text)
    {
        if (text.Length <= MaxInput) return text;

        var end = text.LastIndexOf('\n', MaxInput - 1);
        return text[..(end > 0 ? end : OutsideText.CharactersWithin(text, MaxInput))] + "\n\n…";
    }
}
