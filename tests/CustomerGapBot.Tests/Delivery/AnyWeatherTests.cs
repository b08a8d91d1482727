using CustomerGapBot.Delivery;
using CustomerGapBot.Storage;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Outcome = CustomerGapBot.Delivery.Outcome;

namespace CustomerGapBot.Tests.DeliveryTests;

/// <summary>
/// The delivery core on a real database against a moody service: answers are lost, rooms close, processes die. Whatever the dice say,
/// nothing is lost, nothing is there twice, and each thread reads in its order.
/// </summary>
internal sealed class AnyWeatherTests
{
    private const int Steps = 250;

    [Test]
    public void Whatever_happens_everything_is_said_once_in_order_and_at_its_pace() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => Run(seed).GetAwaiter().GetResult()));

    private static async Task Run(int seed)
    {
        await using var weather = await Weather.StartAsync(seed);
        for (var step = 0; step < Steps; step++) await weather.StepAsync();
        await weather.CalmAsync();

        Assert.Multiple(() =>
        {
            Assert.That(weather.LostOrTwice(), Is.Empty, $"seed {seed}: lost or there twice");
            Assert.That(weather.OutOfOrder(), Is.Empty, $"seed {seed}: out of order");
            Assert.That(weather.TooFast(), Is.Empty, $"seed {seed}: too fast");
        });
    }

    /// <summary>What somebody wants said: a card, or an answer to one.</summary>
    private sealed class Item(string name, string lane, Item? card)
    {
        public string Name => name;
        public string Lane => lane;
        public Item? Card => card;
        public long Parcel { get; set; }
        public int Version { get; set; } = 1;
        public bool IsWithdrawn { get; set; }
        public string Body => $"{name}:{Version}";
        public bool IsPoison => name.StartsWith("poison", StringComparison.Ordinal);
    }

    private sealed class Weather(Random dice, ManualTimeProvider clock, PretendPlace place, ServiceProvider services, string folder) : IAsyncDisposable
    {
        private readonly Database database = services.GetRequiredService<Database>();
        private readonly Outbox outbox = services.GetRequiredService<Outbox>();
        private readonly Claims claims = services.GetRequiredService<Claims>();
        private readonly Settlement settlement = services.GetRequiredService<Settlement>();
        private readonly Parking parking = services.GetRequiredService<Parking>();
        private readonly List<Item> items = [];
        private Dictionary<long, string> ends = [];

        public static async Task<Weather> StartAsync(int seed)
        {
            var dice = new Random(seed);
            var clock = new ManualTimeProvider();
            var place = new PretendPlace(clock, dice);
            var folder = Directory.CreateTempSubdirectory("customergap-").FullName;
            var settings = new ConfigurationBuilder()
                .AddInMemoryCollection([new("Storage:ConnectionString", $"Data Source={folder}/bot.db")]).Build();
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<ISender>(place);
            services.AddStorage(settings);
            services.AddDelivery(settings);
            var provider = services.BuildServiceProvider();
            await provider.GetRequiredService<Database>().MigrateAsync(default);
            return new(dice, clock, place, provider, folder);
        }

        public async Task StepAsync()
        {
            for (var wishes = dice.Next(4); wishes > 0; wishes--) await database.DoAsync(Wish, default);
            var worked = await WorkAsync();
            var next = await database.DoAsync(work => claims.NextDue(work, work.Now + TimeSpan.FromMinutes(10)), default);
            var wait = worked || dice.Next(3) == 0 ? TimeSpan.FromMilliseconds(dice.Next(2000)) : next - clock.GetUtcNow();
            clock.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        }

        /// <summary>The storm is over: what is owed goes out.</summary>
        public async Task CalmAsync()
        {
            place.IsCalm = true;
            for (var round = 0; round < 2000; round++)
            {
                var worked = await WorkAsync();
                var (owed, next) = await database.DoAsync(work => (Owed(work), claims.NextDue(work, work.Now + TimeSpan.FromMinutes(10))), default);
                if (owed == 0) break;
                if (!worked) clock.Advance(next > clock.GetUtcNow() ? next - clock.GetUtcNow() : TimeSpan.Zero);
            }

            ends = await database.DoAsync(work => work.All<(long, string)>("select id, state || ', ' || coalesce(why, '-') from parcels").ToDictionary(end => end.Item1, end => end.Item2), default);
            if (await database.DoAsync(Owed, default) == 0) return;

            var stuck = await database.DoAsync(work => work.All<string>("""
                select p.kind || ' ' || p.title || ' ' || p.state || ' thread ' || coalesce(t.state, '-') || ' target ' || coalesce(e.state, '-')
                from   parcels p left join parcels t on t.id = p.thread_id left join parcels e on e.id = p.target_id
                where  p.state in ('waiting', 'sending', 'unknown')
                """), default);
            Assert.Fail($"what is owed does not go out: {string.Join(", ", stuck)}");
        }

        public IEnumerable<string> LostOrTwice()
        {
            foreach (var item in items)
            {
                var said = place.All.Where(it => it.Parts.Any(part => part.Split(':')[0] == item.Name)).ToList();
                var standing = said.Where(it => !it.IsLost && it.Thread is not { IsLost: true }).ToList();
                var excused = item.IsPoison || item.IsWithdrawn || said.Any(it => it.IsLost);
                if (said.Count == 0 && !excused) yield return $"{item.Name} was never said: {ends.GetValueOrDefault(item.Parcel)}";
                if ((item.IsWithdrawn && said.Count > 0) || (item.IsPoison && said.Any(it => !it.Parts.Contains($"{item.Name}:told")))) yield return $"{item.Name} was said";

                // A card that was told in a digest is posted after all when there is an answer to it.
                var tellings = standing.SelectMany(it => it.Parts).Where(part => part.Split(':')[0] == item.Name && (item.Card is not null || !part.EndsWith(":told", StringComparison.Ordinal)));
                if (tellings.Count() > 1) yield return $"{item.Name} was said twice: {string.Join(" / ", standing)}";
                foreach (var it in standing.Where(it => !it.Parts.Contains(item.Body) && !it.Parts.Contains($"{item.Name}:told")))
                    yield return $"{item.Body} still reads {it.Body}";
            }
        }

        public IEnumerable<string> OutOfOrder() =>
            from thread in place.All.Where(said => said.Thread is not null).GroupBy(said => said.Thread!)
            let parts = thread.SelectMany(said => said.Parts).Select(part => int.Parse(part.Split(':')[0].Split('-')[1])).ToArray()
            where !parts.SequenceEqual(parts.Order())
            select string.Join(' ', parts);

        public IEnumerable<string> TooFast()
        {
            foreach (var lane in place.All.GroupBy(said => said.Lane))
            {
                foreach (var (before, after) in lane.Zip(lane.Skip(1)))
                    if (after.At - before.At < TimeSpan.FromMilliseconds(999)) yield return $"{before} {after}";
            }

            for (var first = 0; first + PretendPlace.PostsAMinute < place.All.Count; first++)
            {
                var span = place.All[first + PretendPlace.PostsAMinute].At - place.All[first].At;
                if (span < TimeSpan.FromMilliseconds(59_999)) yield return $"{PretendPlace.PostsAMinute + 1} posts within {span}";
            }
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        private static long Owed(Work work) => work.One<long>("select count(*) from parcels where state in ('waiting', 'sending', 'unknown')");

        private async Task<bool> WorkAsync()
        {
            var taken = await database.DoAsync(work => claims.Take(work, 16), default);
            var ends = new List<(Claim Claim, Outcome Outcome)>();
            foreach (var claim in taken)
                ends.Add((claim, claim.Look ? await place.FindAsync(claim.Sending, default) : await place.SendAsync(claim.Sending, default)));

            if (!place.IsCalm && taken.Count > 0 && dice.Next(3) == 0) await database.DoAsync(Wish, default);
            if (!place.IsCalm && taken.Count > 0 && dice.Next(25) == 0)
                await database.DoAsync(work => Claims.Recover(work, onlyWe: true), default); // The process died with all this in hand.
            else
                foreach (var (claim, outcome) in ends) await database.DoAsync(work => settlement.Settle(work, claim, outcome, TimeSpan.Zero), default);

            foreach (var (claim, outcome) in ends.Where(end => end.Outcome is Outcome.Unknown && !end.Claim.Look && dice.Next(3) == 0))
            {
                var sighted = place.All.FindIndex(said => said.Mark == claim.Sending.Mark);
                if (sighted >= 0) await database.DoAsync(work => settlement.Sighted(work, claim.Sending.Mark, $"{sighted}"), default);
            }

            foreach (var lane in await database.DoAsync(work => Claims.TakeProbes(work, Parking.ProbeEvery), default))
            {
                if (await place.ProbeAsync(lane.Name, default) is Outcome.Delivered)
                    await database.DoAsync(work => parking.Try(work, lane.Service, lane.Name), default);
            }

            await database.DoAsync(Receive, default);
            return taken.Count > 0;
        }

        private void Wish(Work work)
        {
            var cards = items.Where(item => item.Card is null && !item.IsPoison).ToList();
            var it = items.Count > 0 ? items[dice.Next(items.Count)] : null;
            switch (dice.Next(20))
            {
                case < 3:
                    Say(work, new($"card-{items.Count}", $"room {dice.Next(5)}", null));
                    break;
                case < 4:
                    var thread = cards.Count > 0 && dice.Next(2) == 0 ? cards[^dice.Next(1, cards.Count + 1)] : null;
                    Say(work, new($"poison-{items.Count}", thread?.Lane ?? $"room {dice.Next(5)}", thread));
                    break;
                case < 13 when cards.Count > 0:
                    var card = cards[^Math.Min(cards.Count, dice.Next(1, 4))];
                    for (var answers = dice.Next(1, 6); answers > 0; answers--) Say(work, new($"reply-{items.Count}", card.Lane, card));
                    break;
                case < 17 when it is { IsWithdrawn: false }:
                    it.Version++;
                    outbox.Edit(work, it.Parcel, it.Body, it.Name, dice.Next(2) == 0 ? Priority.Normal : Priority.Counts);
                    break;
                case < 18 when it is { IsWithdrawn: false, Card: not null }:
                    it.IsWithdrawn = Outbox.Withdraw(work, it.Parcel);
                    break;
                case 18 when place.All.Where(said => said.Thread is null && said.Body.StartsWith("card", StringComparison.Ordinal)).ToList() is [_, ..] shown && dice.Next(4) == 0:
                    shown[dice.Next(shown.Count)].IsLost = true;
                    break;
            }
        }

        private void Say(Work work, Item item)
        {
            if (item.Card is { } card && !Outbox.Stands(work, card.Parcel)) card.Parcel = outbox.Replace(work, card.Parcel, Post(card));
            item.Parcel = outbox.Post(work, Post(item));
            items.Add(item);
        }

        private Post Post(Item item) => new(PretendPlace.Name, item.Lane, item.Body, item.Name)
        {
            Thread = item.Card?.Parcel,
            ThreadOrder = items.Contains(item) ? items.IndexOf(item) : items.Count,
            Priority = item.Card is null && dice.Next(10) == 0 ? Priority.Urgent : Priority.Normal,
            ReceiptTo = item.Card is null && !item.IsPoison ? "card" : null,
            Lasting = true,
        };

        /// <summary>What IssueRelay does when a card is gone.</summary>
        private void Receive(Work work)
        {
            foreach (var (id, body) in work.All<(long, byte[])>("select id, body from inbox where kind = 'card' and state = 'waiting' order by id"))
            {
                work.Execute("update inbox set state = 'done', closed_at = 0 where id = @id", new { id });
                var receipt = Receipt.Read(Inbox.Unpack(body));
                if (receipt.End != Receipt.Gone || items.Find(item => item.Parcel == receipt.Parcel) is not { } card) continue;
                if (Outbox.IsAwaited(work, card.Parcel) && !Outbox.Stands(work, card.Parcel)) card.Parcel = outbox.Replace(work, card.Parcel, Post(card));
            }
        }
    }
}
