namespace CustomerGapBot.Sandbox;

/// <summary>How often a method may be called a minute: docs.slack.dev, Rate limits.</summary>
internal enum Tier
{
    Unlimited,
    Two,
    Three,
    Four,
    Post,
}

/// <summary>Answers, for each call, whether it comes too fast. A call refused costs nothing.</summary>
internal sealed class SlackLimits(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Pace> channels = [];
    private readonly Dictionary<string, Pace> methods = [];
    private readonly Pace workspace = new(Capacity: 300, PerMinute: 300, InAnyMinute: 300);

    /// <summary>Turned off, the stand-in takes calls at any rate.</summary>
    public bool Off { get; set; }

    /// <summary>Zero: go ahead. Else the seconds to wait, for <c>Retry-After</c>.</summary>
    public int Ask(string method, Tier tier, string channel)
    {
        if (Off || tier == Tier.Unlimited) return 0;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            Pace[] asked = tier == Tier.Post ? [Of(channels, channel, tier), workspace] : [Of(methods, method, tier)];
            var wait = asked.Max(pace => pace.Wait(now));
            if (wait > TimeSpan.Zero) return Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            foreach (var pace in asked) pace.Spend(now);
            return 0;
        }
    }

    private static Pace Of(Dictionary<string, Pace> paces, string name, Tier tier) =>
        paces.TryGetValue(name, out var pace) ? pace : paces[name] = Fresh(tier);

    private static Pace Fresh(Tier tier) => tier switch
    {
        Tier.Post => new(Capacity: 3, PerMinute: 60, InAnyMinute: 63),
        Tier.Two => new(Capacity: 20, PerMinute: 20, InAnyMinute: 20),
        Tier.Three => new(Capacity: 70, PerMinute: 50, InAnyMinute: 70),
        _ => new(Capacity: 120, PerMinute: 100, InAnyMinute: 120),
    };

    /// <summary>A bucket that fills steadily, and a bound on any minute: the burst can be had once, not each minute.</summary>
    private sealed class Pace(int Capacity, int PerMinute, int InAnyMinute)
    {
        private readonly Queue<DateTimeOffset> spent = new();
        private double tokens = Capacity;
        private DateTimeOffset? filledAt;

        public TimeSpan Wait(DateTimeOffset now)
        {
            Fill(now);
            var forToken = tokens >= 1 - 1e-9 ? TimeSpan.Zero : TimeSpan.FromMinutes((1 - tokens) / PerMinute);
            var forWindow = spent.Count < InAnyMinute ? TimeSpan.Zero : spent.Peek() + TimeSpan.FromMinutes(1) - now;
            return forToken > forWindow ? forToken : forWindow;
        }

        public void Spend(DateTimeOffset now)
        {
            tokens--;
            spent.Enqueue(now);
        }

        private void Fill(DateTimeOffset now)
        {
            if (filledAt is { } before) tokens = Math.Min(Capacity, tokens + (now - before).TotalMinutes * PerMinute);
            filledAt = now;
            while (spent.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromMinutes(1)) spent.Dequeue();
        }
    }
}
