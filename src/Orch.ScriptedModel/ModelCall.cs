namespace Orch.ScriptedModel;

/// <summary>One call of the model as the server understood it.</summary>
/// <param name="Protocol">The wire protocol.</param>
/// <param name="Scenario">The scenario in the URL, without the tag; <c>ok</c> when the URL names none.</param>
/// <param name="Tag">What stood after <c>~</c> in the URL, or null.</param>
/// <param name="Model">The model that the caller asked for.</param>
/// <param name="Turn">How many tool results follow the last prompt of the user; 0 right after the prompt.</param>
/// <param name="PromptText">The last prompt of the user, without what the CLI itself adds to it.</param>
/// <param name="IsSideCall">A call that offers none of the CLI's own tools, such as one that asks for a title. It plays no script.</param>
public sealed record ModelCall(
    ModelProtocol Protocol,
    string Scenario,
    string? Tag,
    string Model,
    int Turn,
    string PromptText,
    bool IsSideCall);
