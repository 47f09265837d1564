using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Coordination;

/// <summary>A message as its sender and an audit see it: <c>{state, message{}}</c>.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Message">The message.</param>
internal sealed record AuditedMessage([property: JsonConverter(typeof(SnakeCaseEnumConverter<MessageState>))] MessageState State, Message Message);
