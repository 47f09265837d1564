namespace Orch.ScriptedModel.Protocols;

/// <summary>Counts turns while a protocol walks a conversation in order. There is no session: the conversation itself says where it is.</summary>
internal sealed class Conversation
{
    /// <summary>Tool results since the last prompt.</summary>
    public int Turn { get; private set; }

    /// <summary>The last prompt.</summary>
    public string Prompt { get; private set; } = "";

    public void Asked(string prompt)
    {
        Prompt = prompt;
        Turn = 0;
    }

    public void ToolAnswered(int times = 1) => Turn += times;
}
