using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>What each <see cref="Outcome"/> does to its parcel, its lane and its service, in one transaction.</summary>
internal sealed class Settlement(Inbox inbox, Notices notices, Parking parking, Holds holds, OutboxPulse pulse)
{
    /// <summary>How often a mark is looked for in vain before its parcel is sent again: what is slow at its service may still turn up.</summary>
    private const int LooksInVain = 2;

    /// <summary>How often looking may fail before a parcel whose fate nobody can tell is set aside.</summary>
    private const int FailedLooks = 20;

    /// <summary>How long the fate of a parcel may stay open while its service does not answer.</summary>
    private static readonly TimeSpan LongestUnknown = TimeSpan.FromHours(24);

    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    public void Settle(Work work, Claim claim, Outcome outcome, TimeSpan took)
    {
        var parcel = work.One<Parcel>($"{Parcel.Select} where p.id = @Id and p.state = 'sending' and p.attempts = @Attempt", new { claim.Sending.Id, claim.Attempt });
        if (parcel is null) return; // A later attempt has begun, or the mark was sighted meanwhile: this one knows nothing any more.

        Record(work, parcel.Id, claim.Look, outcome, took);
        work.Execute("update lanes set claimed_until = 0 where service = @Service and lane = @Lane", new { parcel.Service, parcel.Lane });
        work.AfterCommit(pulse.Beat);
        if (claim.Look) SettleLook(work, parcel, outcome);
        else SettleAttempt(work, parcel, outcome);
    }

    /// <summary>The mark was seen at its service: whatever became of the answer, the post is there.</summary>
    public bool Sighted(Work work, string mark, string receipt)
    {
        var parcel = work.One<Parcel>($"{Parcel.Select} where p.mark = @mark and p.state = 'unknown'", new { mark });
        if (parcel is null) return false;

        work.AfterCommit(pulse.Beat);
        Deliver(work, parcel, receipt);
        return true;
    }

    private void SettleAttempt(Work work, Parcel parcel, Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Delivered delivered:
                Deliver(work, parcel, delivered.Receipt);
                break;
            case Outcome.TryLater later:
                Return(work, parcel);
                Holds.Back(work, parcel, later);
                break;
            case Outcome.Refused refused:
                Refuse(work, parcel, refused.Why);
                break;
            case Outcome.Closed closed:
                holds.ComeUp(work, parcel.Service);
                Return(work, parcel);
                parking.Park(work, parcel.Service, parcel.Lane, closed.Why);
                break;
            case Outcome.Down down:
                Return(work, parcel);
                holds.GoDown(work, parcel.Service, down.Why);
                break;
            case Outcome.Unknown when parcel.Kind == Kinds.Post:
                work.Execute("update parcels set state = 'unknown', looks = 0, claimed_until = 0, not_before = @at where id = @Id", new { parcel.Id, at = work.Now + LookAfter });
                break;
            case Outcome.Unknown unknown:
                Return(work, parcel);
                Holds.Back(work, parcel, new(LookAfter, unknown.Why));
                break;
            case Outcome.Gone gone:
                Miss(work, parcel, gone.Why);
                break;
        }
    }

    private void SettleLook(Work work, Parcel parcel, Outcome outcome)
    {
        if (outcome is Outcome.Delivered found)
        {
            Deliver(work, parcel, found.Receipt);
            return;
        }

        var looks = parcel.Looks + 1;
        if (outcome is Outcome.Gone && looks >= LooksInVain)
        {
            work.Execute("update parcels set state = 'waiting', looks = @looks, claimed_until = 0, not_before = 0 where id = @Id", new { parcel.Id, looks });
            return;
        }

        // Where nothing could be looked at, nothing was looked for in vain: it waits with its lane or its service.
        if (outcome is Outcome.Closed or Outcome.Down or Outcome.TryLater) looks = parcel.Looks;
        if (outcome is not Outcome.Gone && (looks >= FailedLooks || work.Now - parcel.FirstTriedAt > LongestUnknown))
        {
            GiveUp(work, parcel);
            return;
        }

        var wait = outcome is Outcome.Gone ? LookAgain : Backoff.After(Math.Max(looks, 1), LookAgain, LongestRetry);
        var next = work.Now + (outcome is Outcome.TryLater later && later.After > wait ? later.After : wait);
        work.Execute("update parcels set state = 'unknown', looks = @looks, claimed_until = 0, not_before = @next where id = @Id", new { parcel.Id, looks, next });
        if (outcome is Outcome.Down down) holds.GoDown(work, parcel.Service, down.Why);
        if (outcome is Outcome.Closed closed) parking.Park(work, parcel.Service, parcel.Lane, closed.Why);
    }

    private void Deliver(Work work, Parcel parcel, string receipt)
    {
        var kept = parcel.Kind == Kinds.Ask ? null : receipt;
        Close(work, parcel.Id, "delivered", null, kept);
        work.Execute("update lanes set failures = 0 where service = @Service and lane = @Lane and failures > 0", new { parcel.Service, parcel.Lane });
        Answered(work, parcel);
        Tell(work, parcel, Receipt.Delivered, receipt);
    }

    private void Refuse(Work work, Parcel parcel, string why)
    {
        // Together they were refused; alone, most of them may do.
        if (Folding.Undo(work, parcel.Id))
        {
            Return(work, parcel);
            work.Execute("update parcels set looks = 1 where id = @Id", new { parcel.Id });
            return;
        }

        Answered(work, parcel);
        SetAside(work, parcel, why);
    }

    /// <summary>What was folded into it shares its fate: sent one by one, it could be there twice.</summary>
    private void GiveUp(Work work, Parcel parcel)
    {
        const string Why = "it may or may not have been posted: no answer came, and looking for it failed too often";
        work.Execute("update parcels set state = 'refused', why = @Why where into_id = @Id and state = 'folded'", new { parcel.Id, Why });
        SetAside(work, parcel, Why);
    }

    private void SetAside(Work work, Parcel parcel, string why)
    {
        Close(work, parcel.Id, "refused", why, null);
        Outbox.DropEdits(work, parcel.Id, "what it changes was refused");
        work.Execute("""
            update parcels set state = 'refused', why = @RefusedWithCard, closed_at = @Now where thread_id = @Id and state = 'waiting'
            """, new { parcel.Id, Outbox.RefusedWithCard, work.Now });
        Tell(work, parcel, Receipt.Refused, why);

        // A notice that is refused must not give rise to another one.
        if (parcel.Cause != Notice.Kind) notices.Tell(work, new Notice.ParcelRefused(parcel.Service, parcel.Lane, parcel.Title, parcel.Url, why));
    }

    /// <summary>What it edits or answers is gone. Nothing is left to edit; an answer waits for the post that takes the place of the lost one.</summary>
    private void Miss(Work work, Parcel parcel, string why)
    {
        Answered(work, parcel);
        if (parcel.Kind != Kinds.Post)
        {
            Close(work, parcel.Id, "moot", why, null);
            if (parcel.TargetId is { } target) Lose(work, target, why);
            return;
        }

        Return(work, parcel);
        if (parcel.ThreadId is not { } thread || !Lose(work, thread, why)) Refuse(work, parcel, why);
    }

    /// <summary>True when somebody hears of it who may post it anew.</summary>
    private bool Lose(Work work, long post, string why)
    {
        work.Execute("update parcels set state = 'gone', why = @why where id = @post and state = 'delivered'", new { post, why });
        Outbox.DropEdits(work, post, "what it changes is gone");
        var lost = work.One<Parcel>($"{Parcel.Select} where p.id = @post", new { post })!;
        Tell(work, lost, Receipt.Gone, why);
        return lost.ReceiptTo is not null;
    }

    private static void Return(Work work, Parcel parcel) =>
        work.Execute("update parcels set state = 'waiting', claimed_until = 0, not_before = 0 where id = @Id", new { parcel.Id });

    private static void Close(Work work, long id, string state, string? why, string? receipt) => work.Execute("""
        update parcels set state = @state, why = @why, receipt = coalesce(@receipt, receipt), claimed_until = 0, closed_at = @Now where id = @id
        """, new { id, state, why, receipt, work.Now });

    /// <summary>The service spoke with us, and the lane is not closed.</summary>
    private void Answered(Work work, Parcel parcel)
    {
        holds.ComeUp(work, parcel.Service);
        parking.Open(work, parcel.Service, parcel.Lane);
    }

    private void Tell(Work work, Parcel parcel, string end, string? answer)
    {
        if (parcel.ReceiptTo is { } kind)
            inbox.Keep(work, new("receipt", $"{parcel.Mark}-{end}-{parcel.Attempts}", kind, new Receipt(parcel.Id, end, answer).ToBytes()));
    }

    private static void Record(Work work, long parcel, bool look, Outcome outcome, TimeSpan took) => work.Execute("""
        insert into attempts (parcel_id, at, outcome, why, took_ms) values (@parcel, @Now, @outcome, @why, @took)
        """, new
    {
        parcel,
        work.Now,
        took = (long)took.TotalMilliseconds,
        outcome = (look ? "look: " : "") + outcome.GetType().Name,
        why = outcome switch
        {
            Outcome.TryLater it => it.Why,
            Outcome.Refused it => it.Why,
            Outcome.Closed it => it.Why,
            Outcome.Down it => it.Why,
            Outcome.Unknown it => it.Why,
            Outcome.Gone it => it.Why,
            _ => null,
        },
    });
}
