using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>
/// Turns one inbox item into facts and parcels, in the transaction that also marks the item done. It calls no network and may run twice.
/// Several receivers may take the same kind; all run in one transaction.
/// </summary>
internal interface IReceiver
{
    /// <summary>The kinds it takes, for example <c>github.issues</c>.</summary>
    IReadOnlyList<string> Kinds { get; }

    Handled Receive(InboxItem item, Work work);
}

/// <summary>
/// What was made of an item, in words for whoever asks why. <paramref name="Subject"/> is the web address of the thing it is about.
/// </summary>
internal sealed record Handled(string What, string? Subject = null)
{
    public static Handled Together(IEnumerable<Handled> all)
    {
        Handled[] parts = [.. all];
        return parts.Length == 0
            ? new("nobody takes this kind")
            : new(string.Join("; ", parts.Select(part => part.What)), parts.Select(part => part.Subject).FirstOrDefault(subject => subject is not null));
    }
}

/// <summary>Thrown by a receiver to undo its work and be asked again later. It counts as waiting, not as a failure.</summary>
internal sealed class NotYetException(TimeSpan after, string why) : Exception(why)
{
    public TimeSpan After => after;
}
