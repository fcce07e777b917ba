#!/usr/bin/env node
console.log('portwitness');
