namespace Orch.ScriptedModel;

/// <summary>What a <see cref="ScriptedModelServer"/> plays.</summary>
public sealed record ScriptedModelOptions
{
    /// <summary>Played when neither <see cref="ChooseScript"/> nor the prompt gives another. Default <see cref="Script.Default"/>.</summary>
    public IReadOnlyList<ScriptStep> DefaultScript { get; init; } = Script.Default;

    /// <summary>
    /// Picks the script for a call, before the prompt is searched for one; null leaves it to the prompt. It is asked again on every turn
    /// of a conversation, possibly on several threads at once, and must give the same script each time.
    /// </summary>
    public Func<ModelCall, IReadOnlyList<ScriptStep>?>? ChooseScript { get; init; }

    /// <summary>The clock for delays and for the times in rate-limit answers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
