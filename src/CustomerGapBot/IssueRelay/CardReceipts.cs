using CustomerGapBot.Delivery;
using CustomerGapBot.Product;
using CustomerGapBot.Storage;

namespace CustomerGapBot.IssueRelay;

/// <summary>What became of a card. One that is gone while a reply waits for it is posted anew; otherwise the next event does that.</summary>
internal sealed class CardReceipts(IssueCards cards) : IReceiver
{
    public IReadOnlyList<string> Kinds { get; } = [IssueCards.CardReceipts];

    public Handled Receive(InboxItem item, Work work)
    {
        var receipt = Receipt.Read(item.Body);
        if (CardStore.OfParcel(work, receipt.Parcel) is not { } card) return new($"a card that was replaced: {receipt.End}");

        var known = IssueMirror.Issue(work, card.IssueId)!;
        return receipt.End == Receipt.Gone && Outbox.IsAwaited(work, receipt.Parcel) && !Outbox.WasOftenPosted(work, receipt.Parcel) && cards.PostAnew(work, known, card)
            ? new("the card was gone: posted anew", known.Issue.Url)
            : new($"the card is {receipt.End}", known.Issue.Url);
    }
}
