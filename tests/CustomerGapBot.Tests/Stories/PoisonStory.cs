using System.Text;
using CustomerGapBot.Delivery;
using CustomerGapBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using static CustomerGapBot.Sandbox.Cast;

namespace CustomerGapBot.Tests.Stories;

/// <summary>A delivery that nobody can work off.</summary>
internal sealed class PoisonStory
{
    private const string Repository = "acme/feedback";

    [Test]
    public async Task A_poisonous_delivery_is_set_aside_after_five_attempts_and_holds_up_nobody_and_comes_back_when_it_is_redelivered()
    {
        var taster = new Taster();
        await using var bot = await TestBot.AsleepAsync();
        bot.Added = services => services.AddSingleton<IReceiver>(taster);
        await bot.WakeAsync();
        await bot.SettleAsync();

        bot.GitHub.Open(Carol, Repository, "Poison");
        bot.GitHub.Open(Carol, Repository, "Bread");
        await bot.PassAsync(TimeSpan.FromSeconds(70));
        Assert.That(taster.Tasted, Is.EqualTo(4), "tried at 0, 5, 15 and 35 seconds");
        Assert.That(bot.Seen("#feedback"), Does.Contain("Bread").And.Not.Contain("Poison"));

        await bot.PassAsync(TimeSpan.FromSeconds(30));
        Assert.That(taster.Tasted, Is.EqualTo(5));
        Assert.That(bot.Seen("#gap-operators"), Does.Contain("A delivery was set aside after 5 failures").And.Contain("not to my taste"));
        Assert.That(await bot.Http.GetStringAsync("/health/ready"), Does.Contain("set aside: 1 deliveries"));

        taster.Minds = false;
        bot.GitHub.Redeliver(bot.GitHub.Deliveries.First(delivery => Encoding.UTF8.GetString(delivery.Body).Contains("Poison", StringComparison.Ordinal)).Guid);
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        Assert.That(bot.Seen("#feedback"), Does.Contain("Poison"));
    }

    private sealed class Taster : IReceiver
    {
        public bool Minds { get; set; } = true;

        public int Tasted { get; private set; }

        public IReadOnlyList<string> Kinds { get; } = ["github.issues"];

        public Handled Receive(InboxItem item, Work work)
        {
            if (!Minds || !Encoding.UTF8.GetString(item.Body).Contains("Poison", StringComparison.Ordinal)) return new("good");

            Tasted++;
            throw new InvalidOperationException("not to my taste");
        }
    }
}
