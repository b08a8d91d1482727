namespace CustomerGapBot.Settings;

/// <summary>A section of the settings that defends itself.</summary>
internal interface ISettings
{
    static abstract string Section { get; }

    /// <summary>What is wrong, a sentence each with its mend. No secret is in any of them.</summary>
    IEnumerable<string> Faults();
}
