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

/// <summary>One row of what is owed, with the receipts that it needs to be sent.</summary>
internal sealed record Parcel
{
    public const string Select = """
        select p.id, p.service, p.lane, p.kind, p.target_id, p.thread_id, p.thread_order, p.priority, p.mark, p.title, p.url, p.body, p.state,
               p.not_before, p.attempts, p.looks, p.first_tried_at, p.receipt_to, target.receipt as target, thread.receipt as thread, inbox.delivery, inbox.kind as cause
        from   parcels p
               left join parcels target on target.id = p.target_id
               left join parcels thread on thread.id = p.thread_id
               left join inbox on inbox.id = p.inbox_id
        """;

    public long Id { get; init; }
    public string Service { get; init; } = "";
    public string Lane { get; init; } = "";
    public string Kind { get; init; } = "";
    public long? TargetId { get; init; }
    public long? ThreadId { get; init; }
    public long ThreadOrder { get; init; }
    public long Priority { get; init; }
    public string Mark { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Url { get; init; }
    public string? Body { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset NotBefore { get; init; }
    public long Attempts { get; init; }
    public long Looks { get; init; }
    public DateTimeOffset? FirstTriedAt { get; init; }
    public string? ReceiptTo { get; init; }
    public string? Target { get; init; }
    public string? Thread { get; init; }
    public string? Delivery { get; init; }

    /// <summary>The kind of the inbox item that brought it about.</summary>
    public string? Cause { get; init; }
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
