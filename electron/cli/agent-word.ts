// How the agent of a session is started: this program again, with one word that no person types.

export const agentWord = '--be-the-agent';
