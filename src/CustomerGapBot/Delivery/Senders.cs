using System.Collections.Frozen;

namespace CustomerGapBot.Delivery;

/// <summary>The senders by the name of their service.</summary>
internal sealed class Senders(IEnumerable<ISender> all)
{
    private readonly FrozenDictionary<string, ISender> byService = all.ToFrozenDictionary(sender => sender.Service);

    public ISender this[string service] => byService[service];

    public IEnumerable<ISender> All => byService.Values;
}
