// Hands the client to the components that ask the core themselves. Holds nothing else.
import { createContext, useContext } from 'react';
import { createClient, type AppBridge } from './client.ts';

const BridgeContext = createContext<AppBridge>(createClient(undefined));

export const BridgeProvider = BridgeContext.Provider;
export const useBridge = (): AppBridge => useContext(BridgeContext);
