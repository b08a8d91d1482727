using CustomerGapBot.Delivery;

namespace CustomerGapBot.Tests.DeliveryTests;

/// <summary>What was said in a <see cref="PretendPlace"/>. <paramref name="Body"/> is made of parts, <c>name:version|name:version</c>.</summary>
internal sealed record Said(string Lane, string Mark, Said? Thread, DateTimeOffset At, string Body)
{
    public bool IsLost { get; set; }

    public string Body { get; set; } = Body;

    public string[] Parts => Body.Split('|');
}

/// <summary>A service of many rooms that is as moody as dice make it: it loses calls and answers, asks for pauses, closes rooms and shuts down.</summary>
internal sealed class PretendPlace(TimeProvider clock, Random dice) : ISender
{
    public const string Name = "place";
    public const int PostsAMinute = 40;

    private readonly Dictionary<string, DateTimeOffset> closedUntil = [];
    private DateTimeOffset downUntil;

    public List<Said> All { get; } = [];

    /// <summary>From now on everything goes well.</summary>
    public bool IsCalm { get; set; }

    public string Service => Name;

    public IReadOnlyList<Budget> Budgets { get; } = [new(Kinds.Post, PostsAMinute, TimeSpan.FromMinutes(1)), new(Kinds.Edit, 20, TimeSpan.FromMinutes(1))];

    public TimeSpan PostPace => TimeSpan.FromSeconds(1);

    public Task<Outcome> SendAsync(Sending sending, CancellationToken ct) => Task.FromResult(Send(sending));

    public Task<Outcome> FindAsync(Sending sending, CancellationToken ct) => Task.FromResult(Find(sending));

    public Task<Outcome> ProbeAsync(string lane, CancellationToken ct) =>
        Task.FromResult<Outcome>(IsClosed(lane) ? new Outcome.Closed("closed") : new Outcome.Delivered("open"));

    public string? Fold(IReadOnlyList<string> bodies) => bodies.Count > 4 ? null : string.Join('|', bodies);

    public string Digest(IReadOnlyList<DigestLine> lines, int total) => string.Join('|', lines.Select(line => $"{line.Title}:told"));

    private Outcome Send(Sending sending)
    {
        if (Closes(sending.Lane) is { } no) return no;
        if (sending.Kind == Kinds.Edit) return Edit(All[int.Parse(sending.Target!)], sending.Body);

        var thread = sending.Thread is { } receipt ? All[int.Parse(receipt)] : null;
        if (thread is { IsLost: true }) return new Outcome.Gone("lost");
        if (sending.Body.Split('|').Any(part => part.StartsWith("poison", StringComparison.Ordinal) && !part.EndsWith(":told", StringComparison.Ordinal))) return new Outcome.Refused("it is poison");

        return Mood() switch
        {
            < 8 => new Outcome.TryLater(TimeSpan.FromSeconds(dice.Next(1, 20)), "busy"),
            < 14 => new Outcome.TryLater(TimeSpan.FromSeconds(dice.Next(1, 20)), "too fast", Hold.Pace),
            < 16 => new Outcome.TryLater(TimeSpan.FromSeconds(dice.Next(1, 20)), "far too fast", Hold.Kind),
            < 22 => new Outcome.Unknown("lost on the way"),
            < 30 => Say(sending, thread, new Outcome.Unknown("the answer was lost")),
            _ => Say(sending, thread, new Outcome.Delivered($"{All.Count}")),
        };
    }

    private Outcome Edit(Said said, string body)
    {
        if (said.IsLost) return new Outcome.Gone("lost");

        var mood = Mood();
        if (mood < 8) return new Outcome.TryLater(TimeSpan.FromSeconds(dice.Next(1, 20)), "busy", mood < 4 ? Hold.Kind : Hold.Lane);
        said.Body = body;
        return mood < 14 ? new Outcome.Unknown("the answer was lost") : new Outcome.Delivered("edited");
    }

    private Outcome Find(Sending sending)
    {
        if (Closes(sending.Lane) is { } no) return no;
        if (Mood() < 20) return new Outcome.TryLater(TimeSpan.FromSeconds(5), "busy");

        var thread = sending.Thread is { } receipt ? All[int.Parse(receipt)] : null;
        var place = thread is { IsLost: true } ? -1 : All.FindIndex(said => said.Mark == sending.Mark && said.Thread == thread);
        return place < 0 ? new Outcome.Gone("not there") : new Outcome.Delivered($"{place}");
    }

    private Outcome Say(Sending sending, Said? thread, Outcome outcome)
    {
        All.Add(new(sending.Lane, sending.Mark, thread, clock.GetUtcNow(), sending.Body));
        return outcome;
    }

    private Outcome? Closes(string lane)
    {
        if (!IsCalm && dice.Next(150) == 0) downUntil = clock.GetUtcNow() + TimeSpan.FromMinutes(dice.Next(1, 60));
        if (!IsCalm && dice.Next(60) == 0) closedUntil[lane] = clock.GetUtcNow() + TimeSpan.FromMinutes(dice.Next(2) == 0 ? dice.Next(1, 30) : dice.Next(1, 1800));
        if (!IsCalm && downUntil > clock.GetUtcNow()) return new Outcome.Down("shut");
        return IsClosed(lane) ? new Outcome.Closed("closed") : null;
    }

    private bool IsClosed(string lane) => !IsCalm && closedUntil.GetValueOrDefault(lane) > clock.GetUtcNow();

    private int Mood() => IsCalm ? 100 : dice.Next(100);
}
