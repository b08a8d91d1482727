namespace CustomerGapBot.Delivery;

/// <summary>What a parcel asks of its service.</summary>
internal static class Kinds
{
    /// <summary>Something new, to be there exactly once.</summary>
    public const string Post = "post";

    /// <summary>A posted parcel shall look as its body now says. Idempotent.</summary>
    public const string Edit = "edit";

    /// <summary>A question whose answer is the receipt. Idempotent.</summary>
    public const string Ask = "ask";
}

/// <summary>
/// One attempt in hand: the parcel as its sender sees it.
/// <paramref name="Target"/> is the receipt of the parcel that an edit changes; <paramref name="Thread"/> that of the parcel a reply answers.
/// <paramref name="Mark"/> is unique to the parcel and stays the same over all attempts: by it a sender finds what it sent.
/// <paramref name="FirstTriedAt"/> is when the first attempt began: nothing with this mark can be older.
/// </summary>
internal sealed record Sending(
    long Id, string Lane, string Kind, string Mark, string Body, string? Target, string? Thread, DateTimeOffset FirstTriedAt);

/// <summary>What is named in a digest instead of being posted. <paramref name="Title"/> is outside text.</summary>
internal sealed record DigestLine(string Title, string? Url, DateTimeOffset At);
