namespace CustomerGapBot.Settings;

/// <summary>The settings do not do. The message lists every fault with its mend, fit to be shown to whoever starts the program.</summary>
public sealed class SettingsException : Exception
{
    private SettingsException(IReadOnlyList<string> faults)
        : base($"The settings do not do yet:\n\n{string.Join('\n', faults.Select(fault => $"- {fault}"))}\n\nappsettings.example.json shows each of them.") =>
        Faults = faults;

    /// <summary>A sentence each, with its mend. No secret is in any of them.</summary>
    public IReadOnlyList<string> Faults { get; }

    internal static void ThrowIfAny(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0) throw new SettingsException(faults);
    }
}
