namespace Orch.State;

/// <summary>One check of the proof and its verdict.</summary>
/// <param name="Name">committed, scope, tamper, secrets, validation, pushed or pull_request.</param>
/// <param name="Status">The verdict.</param>
/// <param name="Detail">One line: what was seen, or why it was skipped.</param>
public sealed record CheckRecord(string Name, CheckStatus Status, string Detail);
