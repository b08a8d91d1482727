using CustomerGapBot.Slack;
using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace CustomerGapBot.IssueRelay.Markdown;

/// <summary>
/// What a person wrote on GitHub, as rich text: Markdig reads it as GitHub does, <see cref="MarkdownBlocks"/> and <see cref="MarkdownInlines"/> walk its tree.
/// Never throws: what Markdig cannot read (it refuses deep nesting) is shown as it was typed.
/// </summary>
internal static class GitHubMarkdown
{
    /// <summary>Ours, in UTF-16 code units; GitHub allows 65,536. Markdig takes quadratic time for some texts (16,000 of <c>_a*</c>: a second), and a card shows some lines only.</summary>
    public const int MaxInput = 10_000;

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
