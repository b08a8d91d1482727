using CustomerGapBot.Storage;

namespace CustomerGapBot.IssueRelay;

/// <summary>
/// What was deleted on GitHub is forgotten here: of the deliveries and answers that held its text only the envelope stays, so that a
/// redelivery is still known.
/// </summary>
internal static class Forgetting
{
    /// <param name="work">The transaction in hand.</param>
    /// <param name="item">The delivery in hand, which holds the text once more.</param>
    /// <param name="url">The address of the comment.</param>
    public static void Comment(Work work, long item, string url) =>
        work.Execute("update inbox set body = @Nothing where id = @item or (subject = @url and state = 'done')", new { item, url, Nothing });

    /// <summary>With an issue all its comments go.</summary>
    /// <param name="work">The transaction in hand.</param>
    /// <param name="item">The delivery in hand.</param>
    /// <param name="url">The address of the issue.</param>
    public static void Issue(Work work, long item, string url) => work.Execute("""
        update inbox set body = @Nothing where id = @item or ((subject = @url or substr(subject, 1, @length) = @beginning) and state = 'done')
        """, new { item, url, beginning = $"{url}#", length = url.Length + 1, Nothing });

    private static byte[] Nothing => [];
}
